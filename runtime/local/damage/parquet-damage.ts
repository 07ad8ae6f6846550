/**
 * Inspects one Parquet file. It reads the whole file, so it runs only after a failure. It may not pass on DuckDB's
 * messages, which can quote a value.
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
 * Returns what is wrong, as the end of a sentence; undefined where the needed columns exist, existing columns have
 * their type, and every row can be read.
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
    const columns = await db.rows('describe select * from read_parquet(?, hive_partitioning = false)', [
      file,
    ]);
    const types = new Map(columns.map((row) => [String(row['column_name']), String(row['column_type'])]));
    const missing = needed.find((name) => !types.has(name));
    if (missing !== undefined) return `has no column ${missing}`;
    const mismatch = expected.find(
      ({ name, type }) => types.has(name) && types.get(name) !== DUCKDB_TYPE[type],
    );
    if (mismatch !== undefined) return `holds something else than it may in the column ${mismatch.name}`;
    await db.run('select max(hash(columns(*))) from read_parquet(?, hive_partitioning = false)', [file]);
    return undefined;
  } catch (error) {
    if (isResourceFault(error)) throw error;
    return 'cannot be read as Parquet';
  }
}
