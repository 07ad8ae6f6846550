/** Finds which days of which sites are sealed, and which the clock can still seal. */
import type { Config } from '#core/config/schema';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { planSeals } from '#core/seal/plan-seals';
import { readOpenFiles } from '../seal/open-files.ts';

export interface SiteState {
  readonly sealed: readonly string[];
  /** Those of them whose visitors two salts made. */
  readonly doubled: readonly string[];
  readonly open: readonly string[];
}

/** Returns the state per site. `today` is the local day: a day that has only just begun counts as open as well. */
export async function openDays(
  db: DuckDb,
  data: DataDir,
  config: Config,
  today: string,
): Promise<(site: string) => SiteState> {
  const {
    sealed: sealedDays,
    parts,
    importing: runningImports,
    readDays,
    heldBack,
  } = await readOpenFiles(db, data, config);
  const plan = planSeals({
    config,
    parts,
    sealedDays,
    runningImports,
    readDays,
    through: today,
    byClock: true,
  });
  // Rows of a damaged file can still be sealed once it is repaired, and a release is drawn only once.
  const unknown = heldBack.flatMap(({ days, sites }) =>
    (sites ?? config.sites.map(({ id }) => id)).flatMap((site) => days.map((day) => ({ site, day }))),
  );
  const open = [
    ...plan.days.flatMap(({ day, sites }) => sites.map(({ site }) => ({ site, day }))),
    ...plan.waiting,
    ...unknown.filter(
      ({ site, day }) => !sealedDays.some((entry) => entry.site === site && entry.day === day),
    ),
  ];
  return (site) => ({
    sealed: sealedDays
      .filter((entry) => entry.site === site)
      .map((entry) => entry.day)
      .toSorted(),
    doubled: sealedDays
      .filter((entry) => entry.site === site && entry.isDoubled)
      .map((entry) => entry.day)
      .toSorted(),
    open: open.filter((entry) => entry.site === site).map((entry) => entry.day),
  });
}
