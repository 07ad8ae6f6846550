/** Which arrival file holds rows of which site and day. It may not read anything else of a row. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
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

const NO_ROWS = `select ${FIELDS.map(({ name, type }) => `cast(null as ${DUCKDB_TYPE[type]}) as ${name}`).join(', ')} where false`;

/** SQL that reads these files and their names, columns that they lack as null, be it all of them: they may be of an older version. */
export function scanArrivals(data: DataDir, files: readonly string[]): string {
  const paths = files.map((file) => sqlText(join(data.arrivals, file))).join(', ');
  return `(${NO_ROWS} union all by name select * from read_parquet([${paths}], union_by_name = true, hive_partitioning = false, filename = true))`;
}

/** Counts the rows of each file, and their items, by site and day. */
export async function indexArrivals(db: DuckDb, data: DataDir): Promise<ArrivalPart[]> {
  const files = arrivalFiles(data);
  if (files.length === 0) return [];
  const rows = await db.rows(
    `select filename, site, day, count(*) as held, cast(sum(coalesce(items, 1)) as bigint) as items from ${scanArrivals(data, files)} group by filename, site, day`,
  );
  return rows.map((row) => {
    const file = String(row['filename']).replaceAll('\\', '/').split('/').slice(-2).join('/');
    return {
      file,
      dt: file.slice(3, 13),
      site: String(row['site']),
      day: String(row['day']),
      rows: Number(row['held']),
      items: Number(row['items']),
    };
  });
}
