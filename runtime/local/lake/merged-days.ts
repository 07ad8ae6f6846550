/**
 * Decides which rows of a lake are shown once days were merged into their month: one rule for every reader. A `seals`
 * row of a month names its merged days; from then on breakdowns of these days are hidden and those of the month are
 * shown.
 */
import { OperatorError } from '#core/operator-error';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from './parquet-scan.ts';
import { periodsIn } from './periods-in.ts';
import { SEALS } from '#core/facts/lake-columns';

/**
 * Thrown where rows moved into a month while they were being read, so that some may be missing. The caller reads again.
 */
export class LakeMovedError extends OperatorError {
  override readonly name = 'LakeMovedError';
}

/** Tables of the pairs (site, period) whose totals are shown, and of those whose breakdowns are. */
export const SHOWN_TABLES = { totals: 'seals', breakdowns: 'lake_shown' } as const;

/** Creates `lake_merged` (site, day) and `lake_shown` (site, period) beside a table `seals`. */
export async function createShownTables(db: DuckDb): Promise<void> {
  await db.run(`
    create table lake_merged as
      select s.site, u.day from seals s cross join unnest(string_split(s.merged, ' ')) as u(day) where s.merged <> '';
    create table lake_shown as select site, period from seals where (site, period) not in (select (site, day) from lake_merged)`);
}

/** Returns the days of a site whose breakdowns were merged, ascending. */
export async function mergedDays(db: DuckDb, site: string): Promise<readonly string[]> {
  return (await db.rows('select day from lake_merged where site = ? order by day', [site])).map((row) =>
    String(row['day']),
  );
}

/** Throws a LakeMovedError where days were merged since `db` read the seals; call it after the last file was read. */
export async function checkUnmoved(db: DuckDb, data: DataDir): Promise<void> {
  const months = periodsIn(data.seals).filter((period) => period.length === 7);
  const [row] = await db.rows(`select count(*) as moved from (${parquetScan(data.seals, SEALS, months)}) n
    where n.merged <> '' and not exists (select 1 from seals s where s.site = n.site and s.period = n.period)`);
  if (Number(row?.['moved']) > 0) throw new LakeMovedError('a month was settled while it was read');
}

/** Runs `read`, and again at most twice where rows moved during it, or a file that it had listed was merged away. */
export async function readUnmoved<T>(read: () => Promise<T>): Promise<T> {
  for (let attemptsLeft = 2; ; attemptsLeft -= 1) {
    try {
      return await read();
    } catch (error) {
      const moved =
        error instanceof LakeMovedError ||
        (error instanceof Error && /^IO Error|No files found/.test(error.message));
      if (!moved || attemptsLeft === 0) throw error;
    }
  }
}
