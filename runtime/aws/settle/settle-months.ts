/**
 * Settles the months that are released. Cut short anywhere and run again, it ends in the same state; a month that is as
 * the last settlement left it costs no query. Under the lease. It may not release, nor look at a figure that was not released.
 */
import type { CompiledConfig } from '#core/config/compile';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { keptValues } from '#core/settle/kept-values';
import type { Settled } from '#core/settle/month-state';
import { publishedPeriods, readRelease, readReleases } from '../release/release-objects.ts';
import { OutOfTimeError } from '../steps/steps.ts';
import { digestOf, monthSeals } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';
import { settleMonth } from './settle-month.ts';

export interface SettleAsked {
  readonly config: CompiledConfig;
  readonly sites: readonly string[];
  /** One month, YYYY-MM; absent: every one that is released. */
  readonly month?: string;
  /** No month before this one, YYYY-MM. @default none */
  readonly since?: string;
}

export interface SettleOutcome {
  /** Whether nothing is left to settle; else the next invocation goes on. */
  readonly done: boolean;
  /** The months in which something was left to do, by site. */
  readonly settled: readonly Settled[];
  /** How many released months were looked at. */
  readonly released: number;
}

/** Run of the record with a digest of each site's month as it was settled. */
const SETTLED = 'settled';

/** Throws a SettleMismatchError at the first month whose sums would change; what was settled before it stays. */
export async function settleMonths(
  context: SettleContext,
  { config, sites, month, since }: SettleAsked,
): Promise<SettleOutcome> {
  const published = await publishedPeriods(context.facts);
  const due = sites.flatMap((site) =>
    (published.get(site) ?? [])
      .filter((period) => period.length === 7 && period === (month ?? period) && period >= (since ?? ''))
      .map((period) => ({ site, period })),
  );
  const settled: Settled[] = [];
  let done = true;
  try {
    for (const { site, period } of due) {
      const one = await settleOne(context, config, site, period, published.get(site) ?? []);
      if (one !== undefined) settled.push(one);
    }
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    done = false;
  }
  return { done, settled, released: due.length };
}

async function settleOne(
  context: SettleContext,
  config: CompiledConfig,
  site: string,
  month: string,
  published: readonly string[],
): Promise<Settled | undefined> {
  const compiled = config.site(site);
  const release = await readRelease(context.facts, site, month);
  if (compiled === undefined || release === undefined) return undefined;
  const mark = async () => await markOf(context, release, keptValues(release, compiled));
  const key = `${site} ${month}`;
  if ((await context.record.get(SETTLED, key)) === (await mark())) return undefined;
  if (context.left() < LEAST_TIME) throw new OutOfTimeError();
  const days = await readReleases(
    context.facts,
    site,
    release.days.filter((day) => published.includes(day)),
  );
  const settled = await settleMonth(context, { site: compiled, release, days });
  await context.record.put(SETTLED, key, await mark());
  return settled;
}

/** To begin with. */
const LEAST_TIME = 60_000;

/** What a settlement depends on: which days are sealed and which values stay. Where rows lie is not in it: a site that shares the days moves them. */
async function markOf(
  context: SettleContext,
  { site, period }: StoredRelease,
  kept: readonly object[],
): Promise<string> {
  return digestOf([(await monthSeals(context, period)).filter((row) => row.site === site), kept]);
}
