/** Maps the column types of the schema to those of DuckDB and Athena; Glue accepts the names as they are. */
import type { ColumnType } from './fields.ts';

export const DUCKDB_TYPE: Readonly<Record<ColumnType, string>> = {
  string: 'VARCHAR',
  int: 'INTEGER',
  bigint: 'BIGINT',
  boolean: 'BOOLEAN',
  'map<string,string>': 'MAP(VARCHAR, VARCHAR)',
};

/** Returns `name TYPE, name TYPE, ...` for a DuckDB table or a `read_json` call with these columns. */
export function formatDuckdbColumns(
  columns: readonly { readonly name: string; readonly type: ColumnType }[],
): string {
  return columns.map((column) => `${column.name} ${DUCKDB_TYPE[column.type]}`).join(', ');
}

/** The column types in the SQL of Athena (Trino). */
export const ATHENA_TYPE: Readonly<Record<ColumnType, string>> = {
  string: 'varchar',
  int: 'integer',
  bigint: 'bigint',
  boolean: 'boolean',
  'map<string,string>': 'map(varchar, varchar)',
};

/**
 * Returns a column of a SELECT that UNLOAD writes as Parquet. An empty map becomes null, since Athena's Parquet writer
 * may refuse it ("empty fields are illegal", HIVE-11625, https://github.com/aws/aws-sdk-pandas/issues/1577). Null reads
 * as empty.
 */
export function unloadColumn({ name, type }: { readonly name: string; readonly type: ColumnType }): string {
  return type.startsWith('map<') ? `case when cardinality(${name}) > 0 then ${name} end` : name;
}
