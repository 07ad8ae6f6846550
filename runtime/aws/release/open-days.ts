/**
 * Finds which days of which sites are sealed, and which the clock can still seal. It reads no arrival: a remaining
 * object may hold any day near its date, so all of these count as open.
 */
import type { Config } from '#core/config/schema';
import { collectsLive, planSeals } from '#core/seal/plan-seals';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { addDays } from '#core/time/zone';
import type { Objects } from '../lake/objects.ts';
import { readSeals } from '../lake/seals.ts';
import type { RunRecord } from '../steps/run-record.ts';
import { readImportedDays } from '../import/read-imported-days.ts';
import { runningImports } from '../import/running-imports.ts';

export interface SiteState {
  readonly sealed: readonly string[];
  /** Those of them whose visitors two salts made. */
  readonly doubled: readonly string[];
  readonly open: readonly string[];
}

/** Sources of the days' state. */
export interface DaysSource {
  readonly facts: Objects;
  readonly arrivals: Objects;
  readonly record: RunRecord;
}

/**
 * Days before and after its date that an object's rows may have: local days extend a day beyond UTC ones, a server's
 * `time` one back, and an object may hold what arrived just after midnight. A larger reach would only keep a month open
 * for some days longer.
 */
const REACH_DAYS = 2;

/** Returns the state per site. `today` is the local day: a day that has only just begun counts as open as well. */
export async function openDays(
  { facts, arrivals, record }: DaysSource,
  config: Config,
  today: string,
): Promise<(site: string) => SiteState> {
  const sealedDays = (await readSeals(facts))
    .filter((row) => row.period.length === 10)
    .map((row) => ({
      site: row.site,
      day: row.period,
      live: row.live === true,
      isDoubled: Number(row['keyings'] ?? 0) > 1,
    }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const dates = new Set(
    (await arrivals.list('arrivals/dt=')).flatMap(
      ({ key }) => /^arrivals\/dt=(\d{4}-\d{2}-\d{2})\/./.exec(key)?.[1] ?? [],
    ),
  );
  const sites = config.sites.filter(collectsLive).map((site) => site.id);
  const near = (date: string) =>
    Array.from({ length: 2 * REACH_DAYS + 1 }, (_, index) => addDays(date, index - REACH_DAYS));
  const parts = [...dates].flatMap((dt) =>
    near(dt).flatMap((day) =>
      sites.map((site): ArrivalPart => ({ file: `dt=${dt}/any`, dt, site, day, rows: 1, items: 1 })),
    ),
  );
  const plan = planSeals({
    config,
    parts,
    sealedDays,
    runningImports: await runningImports(record),
    readDays: await readImportedDays(facts, Date.parse(addDays(today, -30))),
    through: today,
    byClock: true,
  });
  const open = [
    ...plan.days.flatMap(({ day, sites: daySites }) => daySites.map(({ site }) => ({ site, day }))),
    ...plan.waiting,
  ];
  return (site) => ({
    sealed: sealedDays.filter((entry) => entry.site === site).map((entry) => entry.day),
    doubled: sealedDays.filter((entry) => entry.site === site && entry.isDoubled).map((entry) => entry.day),
    open: open.filter((entry) => entry.site === site).map((entry) => entry.day),
  });
}
