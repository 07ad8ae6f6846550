/**
 * Settles released months. If it is interrupted at any point and run again, it reaches the same state; an unchanged
 * month costs no query. Callers hold the lease. It may not release, nor read a figure that was not released.
 */
import type { CompiledConfig } from '#core/config/compile';
import { chooseMonths, daysToRead, type MonthChoice, type ReleasedMonth } from '#core/settle/choose-months';
import { keptValues } from '#core/settle/kept-values';
import { emptyRelease, type SettledRelease } from '#core/settle/left-out-months';
import type { SettledMonth } from '#core/settle/month-state';
import type { SettlePreview } from '#core/settle/settle-preview';
import { listPublishedPeriods, readRelease, readReleases } from '../release/release-objects.ts';
import { OutOfTimeError } from '../steps/steps.ts';
import { computeDigest, readMonthSeals } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';
import { findLeftOut } from './left-out.ts';
import { previewMonth } from './preview-month.ts';
import { settleMonth } from './settle-month.ts';

export interface SettleRun extends MonthChoice {
  readonly config: CompiledConfig;
  /** The local day. */
  readonly today: string;
  /** Whether to compute what would be done, and do nothing. @default false */
  readonly preview?: boolean;
}

export interface SettleOutcome {
  /** Whether nothing is left to settle; otherwise the next invocation continues. */
  readonly done: boolean;
  /** The months that changed, by site. */
  readonly settled: readonly SettledMonth[];
  /** What a preview found, by site; absent where none was asked for. */
  readonly previews?: readonly SettlePreview[];
  /** Number of released months that were considered. */
  readonly released: number;
}

/** Run of the record with a digest of each site's month as it was settled. */
const SETTLED_RUN = 'settled';

/**
 * Settles the months. Throws a SettleMismatchError at the first month whose sums would change; months settled before it
 * stay settled.
 */
export async function settleMonths(context: SettleContext, run: SettleRun): Promise<SettleOutcome> {
  const leftOut = await findLeftOut(context.facts, run.today);
  const due = chooseMonths(await listPublishedPeriods(context.facts), run, leftOut);
  const settled: SettledMonth[] = [];
  const previews: SettlePreview[] = [];
  let done = true;
  try {
    for (const chosen of due) {
      const settledMonth = await settleOne(context, run, chosen);
      if (settledMonth === undefined) continue;
      if ('tables' in settledMonth) previews.push(settledMonth);
      else settled.push(settledMonth);
    }
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    done = false;
  }
  return { done, settled, ...(run.preview === true ? { previews } : {}), released: due.length };
}

async function settleOne(
  context: SettleContext,
  { config, preview = false }: SettleRun,
  chosen: ReleasedMonth,
): Promise<SettledMonth | SettlePreview | undefined> {
  const { site, month } = chosen;
  const compiled = config.site(site);
  const release = chosen.isLeftOut ? emptyRelease(chosen) : await readRelease(context.facts, site, month);
  if (compiled === undefined || release === undefined) return undefined;
  const digest = async () => await settlementDigest(context, release, keptValues(release, compiled));
  const key = `${site} ${month}`;
  if ((await context.record.get(SETTLED_RUN, key)) === (await digest())) return undefined;
  if (context.remainingMs() < MIN_TIME_MS) throw new OutOfTimeError();
  const days = await readReleases(context.facts, site, daysToRead(chosen, release));
  if (preview) return await previewMonth(context, { site: compiled, release, days });
  const settledMonth = await settleMonth(context, { site: compiled, release, days });
  await context.record.put(SETTLED_RUN, key, await digest());
  return settledMonth;
}

/** Minimum remaining time to start a month. */
const MIN_TIME_MS = 60_000;

/**
 * Returns a digest of what a settlement depends on: the sealed days and the kept values. Locations of rows are not in
 * it: a site that shares the days moves them.
 */
async function settlementDigest(
  context: SettleContext,
  { site, period }: SettledRelease,
  values: readonly object[],
): Promise<string> {
  return computeDigest([(await readMonthSeals(context, period)).filter((row) => row.site === site), values]);
}
