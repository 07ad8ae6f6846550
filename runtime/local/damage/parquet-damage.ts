/**
 * What is wrong with one Parquet file: asked only after something failed, since it reads the whole file. It may not
 * pass on a word of DuckDB's, which can quote a value.
 */
import { isResourceFault } from '#core/operator/system-faults';
import { DUCKDB_TYPE } from '#core/event/column-types';
import type { ColumnType } from '#core/event/fields';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { entryDamage } from './entry-damage.ts';

export interface ExpectedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/**
 * What is wrong, as the end of a sentence; undefined where it has the needed columns, those it has are of their type,
 * and every row can be read.
 */
export async function parquetDamage(
  db: DuckDb,
  file: string,
  expected: readonly ExpectedColumn[],
  needed: readonly string[] = expected.map(({ name }) => name),
): Promise<string | undefined> {
  const entry = entryDamage(file);
  if (entry !== undefined) return entry;
  try {
    const held = await db.rows('describe select * from read_parquet(?, hive_partitioning = false)', [file]);
    const types = new Map(held.map((row) => [String(row['column_name']), String(row['column_type'])]));
    const missing = needed.find((name) => !types.has(name));
    if (missing !== undefined) return `has no column ${missing}`;
    const other = expected.find(({ name, type }) => types.has(name) && types.get(name) !== DUCKDB_TYPE[type]);
    if (other !== undefined) return `holds something else than it may in the column ${other.name}`;
    await db.run('select max(hash(columns(*))) from read_parquet(?, hive_partitioning = false)', [file]);
    return undefined;
  } catch (error) {
    if (isResourceFault(error)) throw error;
    return 'cannot be read as Parquet';
  }
}
