/** Which days of which sites are sealed, and which the clock can still seal. It may not seal. */
import type { Config } from '#core/config/schema';
import { SEALS } from '#core/facts/lake-columns';
import { parquetScan } from '../lake/parquet-scan.ts';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { indexArrivals } from '../seal/arrival-index.ts';
import { planSeals } from '#core/seal/plan-seals';
import { runningImports } from '../seal/seal-days.ts';

export interface SiteState {
  readonly sealed: readonly string[];
  readonly open: readonly string[];
}

/** By site. `today` is the local day: a day that has only just begun counts as open as well. */
export async function openDays(
  db: DuckDb,
  data: DataDir,
  config: Config,
  today: string,
): Promise<(site: string) => SiteState> {
  const sealed = (
    await db.rows(`select site, period, live from (${parquetScan(data.seals, SEALS)}) order by period`)
  )
    .map((row) => ({ site: String(row['site']), day: String(row['period']), live: row['live'] === true }))
    .filter((row) => row.day.length === 10);
  const plan = planSeals({
    config,
    parts: await indexArrivals(db, data),
    sealed,
    importing: runningImports(data),
    through: today,
    byClock: true,
  });
  const open = [
    ...plan.days.flatMap(({ day, sites }) => sites.map(({ site }) => ({ site, day }))),
    ...plan.waiting,
  ];
  return (site) => ({
    sealed: sealed.filter((one) => one.site === site).map((one) => one.day),
    open: open.filter((one) => one.site === site).map((one) => one.day),
  });
}
