/**
 * Finds files of the lake that lack a column of their table: in a scan over several files a missing column would be
 * null, and its rows would be left out silently. It reads footers only.
 */
import { DamagedFileError } from '#core/damage/damaged-file-error';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from '../lake/parquet-scan.ts';

/**
 * Throws a DamagedFileError that names each file without one of the columns. A file that cannot be opened is ignored
 * here and fails when it is read.
 */
export async function refuseForeignColumns(
  db: DuckDb,
  files: readonly string[],
  needed: readonly string[],
): Promise<void> {
  if (files.length === 0) return;
  const rows = await db
    .rows(
      `select file_name, ${needed.map((name) => `bool_or(name = ${sqlText(name)}) as ${name}`).join(', ')} from parquet_schema([${files.map(sqlText).join(', ')}]) group by file_name`,
    )
    .catch(() => []);
  const damages = rows.flatMap((row) => {
    const missing = needed.find((name) => row[name] !== true);
    return missing === undefined
      ? []
      : [{ file: String(row['file_name']), reason: `has no column ${missing}` }];
  });
  if (damages.length > 0) throw new DamagedFileError(...damages);
}
