/** Which arrival file holds rows of which site and day. It may not read anything else of a row. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ArrivalPart } from '#core/seal/arrival-part';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from '../lake/parquet-scan.ts';

/** Files that are whole; drafts (`.tmp`) are not. */
export function arrivalFiles(data: DataDir): string[] {
  if (!existsSync(data.arrivals)) return [];
  return readdirSync(data.arrivals)
    .filter((name) => /^dt=\d{4}-\d{2}-\d{2}$/.test(name))
    .toSorted()
    .flatMap((folder) =>
      readdirSync(join(data.arrivals, folder))
        .filter((name) => name.endsWith('.parquet'))
        .toSorted()
        .map((name) => `${folder}/${name}`),
    );
}

/** SQL that reads these files, columns that older ones lack as null. */
export function scanArrivals(data: DataDir, files: readonly string[]): string {
  return `read_parquet([${files.map((file) => sqlText(join(data.arrivals, file))).join(', ')}], union_by_name = true, hive_partitioning = false, filename = true)`;
}

/** Counts the rows of each file by site and day. */
export async function indexArrivals(db: DuckDb, data: DataDir): Promise<ArrivalPart[]> {
  const files = arrivalFiles(data);
  if (files.length === 0) return [];
  const rows = await db.rows(
    `select filename, site, day, count(*) as items from ${scanArrivals(data, files)} group by filename, site, day`,
  );
  return rows.map((row) => {
    const file = String(row['filename']).replaceAll('\\', '/').split('/').slice(-2).join('/');
    return {
      file,
      dt: file.slice(3, 13),
      site: String(row['site']),
      day: String(row['day']),
      rows: Number(row['items']),
    };
  });
}
