/** What stands in `seals` about a site's month: which of its rows are shown, and which days are to be merged. It may not read a fact. */
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { periodsIn } from '../lake/periods-in.ts';
import { SEALS } from '#core/facts/lake-columns';

export interface MonthState {
  readonly site: string;
  readonly month: string;
  /** Periods whose breakdowns readers see now: days, and the month once days were merged into it. */
  readonly shown: readonly string[];
  /** Days that were merged before. */
  readonly merged: readonly string[];
  /** Days to merge now; none once any were: what is merged is decided once. */
  readonly toMerge: readonly string[];
}

export interface MonthAsked {
  readonly site: string;
  readonly month: string;
  /** Days that the releases found too small. */
  readonly small: readonly string[];
}

/**
 * Makes `month_seals`, the seals of the month; `sealed` (site, day), those of other sites, whose rows are carried over; and
 * `settled_days` (day, becomes), which says under which day a shown row stands afterwards.
 */
export async function readMonth(db: DuckDb, data: DataDir, { site, month, small }: MonthAsked): Promise<MonthState> {
  const periods = periodsIn(data.seals).filter((period) => period.startsWith(month));
  await db.run(`create or replace temp table month_seals as ${parquetScan(data.seals, SEALS, periods)}`);
  await db.run('create or replace temp table sealed as select site, period as day from month_seals where site <> $1', [site]);
  const rows = (await db.rows('select period, merged from month_seals where site = ? order by period', [site])).map((row) => ({ period: String(row['period']), merged: String(row['merged'] ?? '') }));
  const committed = rows.find((row) => row.period === month);
  const merged = committed?.merged.split(' ').filter((day) => day !== '') ?? [];
  const shown = rows.map((row) => row.period).filter((period) => !merged.includes(period));
  const toMerge = committed === undefined ? small.filter((day) => shown.includes(day)) : [];
  await db.run('create or replace temp table settled_days (day varchar, becomes varchar)');
  for (const period of shown) await db.run('insert into settled_days values (?, ?)', [period, toMerge.includes(period) ? month : period]);
  return { site, month, shown, merged, toMerge };
}
