/** Reads what `seals` records about a site's month. */
import { SEALS } from '#core/facts/lake-columns';
import { monthState, settledDays, type MonthRequest, type MonthState } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { periodsIn } from '../lake/periods-in.ts';

/**
 * Creates `month_seals`, the seals of the month; `sealed` (site, day), those of other sites, whose rows are carried
 * over; and `settled_days` (day, becomes), which maps each shown day to its day after the settlement.
 */
export async function readMonth(db: DuckDb, data: DataDir, request: MonthRequest): Promise<MonthState> {
  const periods = periodsIn(data.seals).filter((period) => period.startsWith(request.month));
  await db.run(`create or replace temp table month_seals as ${parquetScan(data.seals, SEALS, periods)}`);
  await db.run(
    'create or replace temp table sealed as select site, period as day from month_seals where site <> $1',
    [request.site],
  );
  const rows = await db.rows('select period, merged from month_seals where site = ?', [request.site]);
  const state = monthState(
    request,
    rows.map((row) => ({
      period: String(row['period']),
      merged: row['merged'] === null ? null : String(row['merged']),
    })),
  );
  await db.run('create or replace temp table settled_days (day varchar, becomes varchar)');
  for (const { day, becomes } of settledDays(state))
    await db.run('insert into settled_days values (?, ?)', [day, becomes]);
  return state;
}
