/** SQL that reads a folder of period partitions, typed also where there is no file. It may not run it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DUCKDB_TYPE } from '#core/event/column-types';
import type { FactColumn } from '#core/facts/columns';

/**
 * A SELECT of the columns and `period` (text: without `hive_types_autocast = false` DuckDB would make dates of days and
 * leave months text) over `FOLDER/period=X/*.parquet`; of `periods` alone where they are named, and then no other file is opened.
 */
export function parquetScan(
  folder: string,
  columns: readonly FactColumn[],
  periods?: readonly string[],
): string {
  const all = columns.some((column) => column.name === 'period')
    ? columns
    : [...columns, { name: 'period', type: 'string' as const, description: '' }];
  const empty = `select ${all.map((column) => `cast(null as ${DUCKDB_TYPE[column.type]}) as ${column.name}`).join(', ')} where false`;
  const folders = (periods?.map((period) => `period=${period}`) ?? ['period=*']).filter((name) =>
    periods === undefined ? hasFiles(folder) : holdsParquet(join(folder, name)),
  );
  if (folders.length === 0) return empty;
  const files = `[${folders.map((name) => sqlText(join(folder, name, '*.parquet'))).join(', ')}]`;
  const names = all.map((column) => column.name).join(', ');
  return `select ${names} from (${empty} union all by name select * from read_parquet(${files}, hive_partitioning = true, hive_types_autocast = false, union_by_name = true))`;
}

/** A path of ours as an SQL literal: DuckDB binds no parameter in a view. */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function hasFiles(folder: string): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some(
    (period) => period.startsWith('period=') && holdsParquet(join(folder, period)),
  );
}

function holdsParquet(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.parquet'));
}
