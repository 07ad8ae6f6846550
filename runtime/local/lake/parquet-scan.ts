/** Builds the SQL that reads a folder of period partitions; it is typed even where there is no file. */
import { DamagedFileError } from '#core/damage/damaged-file-error';
import { DUCKDB_TYPE } from '#core/event/column-types';
import type { FactColumn } from '#core/facts/columns';
import { periodFiles } from './period-files.ts';

/**
 * Returns a SELECT of the columns and `period` over `FOLDER/period=X/*.parquet`. With `periods` it opens files of these
 * periods only. Throws a DamagedFileError where a name promises a file and there is none, since its rows would be
 * missing.
 */
export function parquetScan(
  folder: string,
  columns: readonly FactColumn[],
  periods?: readonly string[],
): string {
  const { files, damaged } = periodFiles(folder, periods);
  if (damaged.length > 0) throw new DamagedFileError(...damaged);
  return scanFiles(
    files.map(({ file }) => file),
    columns,
  );
}

/**
 * Returns the same SELECT over given files. `period` is text: without `hive_types_autocast = false` DuckDB would
 * convert days to dates and leave months as text.
 */
export function scanFiles(files: readonly string[], columns: readonly FactColumn[]): string {
  const allColumns = columns.some((column) => column.name === 'period')
    ? columns
    : [...columns, { name: 'period', type: 'string' as const, description: '' }];
  const empty = `select ${allColumns.map((column) => `cast(null as ${DUCKDB_TYPE[column.type]}) as ${column.name}`).join(', ')} where false`;
  if (files.length === 0) return empty;
  const names = allColumns.map((column) => column.name).join(', ');
  return `select ${names} from (${empty} union all by name select * from read_parquet([${files.map(sqlText).join(', ')}], hive_partitioning = true, hive_types_autocast = false, union_by_name = true))`;
}

/** Quotes a path as an SQL literal: DuckDB binds no parameters in a view. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
