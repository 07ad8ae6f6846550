/** Which local days of a site are sealed, from `seals/`. It may not read a fact. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';

/** Days, YYYY-MM-DD, in order. */
export async function sealedDays(data: DataDir, site: string): Promise<readonly string[]> {
  if (!existsSync(data.seals) || !readdirSync(data.seals).some((name) => name.startsWith('period='))) return [];
  const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: data.scratch });
  try {
    const files = join(data.seals, 'period=*', '*.parquet');
    const rows = await db.rows('select distinct period from read_parquet(?, hive_partitioning = true, hive_types_autocast = false) where site = ? order by period', [files, site]);
    return rows.map((row) => String(row['period']));
  } finally {
    db.close();
  }
}
