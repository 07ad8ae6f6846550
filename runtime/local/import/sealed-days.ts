/** Reads which local days of a site are sealed, from `seals/`. */
import type { DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { parquetScan } from '#runtime/local/lake/parquet-scan';
import { SEALS } from '#core/facts/lake-columns';

/** Returns the sealed days, YYYY-MM-DD, in order, without months. */
export async function sealedDays(data: DataDir, site: string): Promise<readonly string[]> {
  const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: data.scratch });
  try {
    const rows = await db.rows(
      `select distinct period from (${parquetScan(data.seals, SEALS)}) where site = ? and length(period) = 10 order by period`,
      [site],
    );
    return rows.map((row) => String(row['period']));
  } finally {
    db.close();
  }
}
