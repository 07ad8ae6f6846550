/** The arguments that both forms of `headcount report` share, and the periods that they name. */
import type { SiteConfig } from '#core/config/schema';
import { choosePeriod, type PeriodOptions } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { comparedPeriod, type ComparedPeriod } from '#core/report/compared-period';
import type { Period } from '#core/report/period';
import { Zone } from '#core/time/zone';
import type { CommandContext } from './context.ts';
import type { LiveAnswer } from '#core/operator/live-view';
import type { ReportLake } from '#core/operator/report-lake';
import { UsageError } from '#core/operator/failures';
import type { Output } from './report-output.ts';

export interface ReportWords extends PeriodOptions {
  /** `previous` or `year`. */
  readonly compare?: string;
  readonly limit?: number;
}

/** The days that need not be sealed yet. */
const RECENT_WORDS: readonly (string | undefined)[] = ['today', 'yesterday'];

/** Whether the period is one of the days that need not be sealed yet. */
export const isRecent = ({ period }: PeriodOptions): boolean => RECENT_WORDS.includes(period);

/**
 * Throws a UsageError for a malformed period before anything is opened; the default period needs the data. Days that
 * are not sealed are for insiders, and are compared with nothing.
 */
export function checkPeriodWords(
  words: PeriodOptions & { readonly compare?: string },
  inside: boolean,
): void {
  const choice = choosePeriod(words, ANY_DAY, ANY_DAY);
  if ('problem' in choice) throw new UsageError(choice.problem);
  if (isRecent(words) && !inside)
    throw new UsageError(
      `--period ${words.period} is for insiders, since a day is released when it is sealed: add --inside, or name a day that is released, as --period 2026-11-23`,
    );
  if (isRecent(words) && words.compare !== undefined)
    throw new UsageError(
      `--compare needs sealed days, and --period ${words.period} may still grow: leave it out, or name a period that is over`,
    );
}

/** Whether a period is malformed does not depend on the day. */
const ANY_DAY = '2026-01-01';

export interface ReportCommand {
  readonly context: CommandContext;
  readonly lake: ReportLake;
  readonly site: SiteConfig;
  readonly definitions: readonly ReportDefinition[];
  readonly words: ReportWords;
  readonly output: Output;
  /** Returns the unsealed days, no sooner and no finer than the live page shows them. */
  readonly live: () => Promise<LiveAnswer>;
}

/**
 * Returns the requested period, by default the month of `latest`, a day with figures. Throws a UsageError for a
 * malformed one.
 */
export function resolvePeriod({ context, words }: ReportCommand, latest: string | undefined): Period {
  const today = new Zone(context.config.timeZone).day(Date.now());
  const choice = choosePeriod(words, latest ?? today, today);
  if ('problem' in choice) throw new UsageError(choice.problem);
  return choice.period;
}

/**
 * Returns the second period for `--compare`, if any. `days` are those with figures, ascending: of a period under way
 * only they are compared, which is said on stderr.
 */
export function resolveComparison(
  { context, words }: ReportCommand,
  period: Period,
  days: readonly string[],
): ComparedPeriod | undefined {
  if (words.compare === undefined) return undefined;
  const today = new Zone(context.config.timeZone).day(Date.now());
  const compared = comparedPeriod(period, words.compare === 'year' ? 'year' : 'previous', { days, today });
  if (compared.through !== undefined)
    context.note(
      `headcount: the period is under way: ${period.from} to ${compared.through} is compared with ${compared.period.from} to ${compared.period.to}`,
    );
  return compared;
}
