/** The arguments that both forms of `headcount report` share, and the periods that they name. */
import type { SiteConfig } from '#core/config/schema';
import { choosePeriod, type PeriodOptions } from '#core/report/choose-period';
import type { ReportDefinition } from '#core/report/definition';
import { previousPeriod, samePeriodLastYear, type Period } from '#core/report/period';
import { Zone } from '#core/time/zone';
import type { CommandContext } from './context.ts';
import type { ReportLake } from '#core/operator/report-lake';
import { UsageError } from '#core/operator/failures';
import type { Output } from './report-output.ts';

export interface ReportWords extends PeriodOptions {
  /** `previous` or `year`. */
  readonly compare?: string;
  readonly limit?: number;
}

export interface ReportCommand {
  readonly context: CommandContext;
  readonly lake: ReportLake;
  readonly site: SiteConfig;
  readonly definitions: readonly ReportDefinition[];
  readonly words: ReportWords;
  readonly output: Output;
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

/** Returns the second period for `--compare`, if any. */
export function resolveComparison(words: ReportWords, period: Period): Period | undefined {
  if (words.compare === undefined) return undefined;
  return words.compare === 'year' ? samePeriodLastYear(period) : previousPeriod(period);
}
