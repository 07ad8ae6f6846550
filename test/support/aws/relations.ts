/**
 * The relations that a text reads: tables as the fake Glue declares them, with the objects they point at, as views for
 * DuckDB.
 */
import type { TableInput } from '@aws-sdk/client-glue';
import { ATHENA_TYPE } from '#core/event/column-types';
import type { ColumnType } from '#core/event/fields';
import type { FakeGlue } from './fake-glue.ts';
import type { FakeObject, FakeS3 } from './fake-s3.ts';

export const DATABASES = {
  views: 'headcount_test',
  store: 'headcount_test_store',
  scratch: 'headcount_test_scratch',
} as const;
export const BUCKETS = { arrivals: 'arrivals', facts: 'facts' } as const;

export interface Lake {
  readonly glue: FakeGlue;
  readonly s3: FakeS3;
}
/** `sql` contains its parameters; `database` resolves unqualified names. */
export interface Text {
  readonly sql: string;
  readonly database: string;
}

export interface Relation {
  readonly database: string;
  readonly name: string;
  readonly table: TableInput;
  readonly parts: readonly {
    readonly path: string;
    readonly partition: string;
    readonly object: FakeObject;
  }[];
  readonly namesPath: boolean;
}

export const mentions = (sql: string, name: string) =>
  new RegExp(`\\b(?:from|join)\\s+(?:\\w+\\.)?${name}\\b`, 'i').test(sql);

const read = new Map<string, readonly string[]>();

/**
 * Returns the full names of the tables that a text may read; a common table expression of the same name is counted as
 * one, too.
 */
function namesIn(tables: Iterable<string>, { sql, database }: Text): readonly string[] {
  const key = `${database} ${sql}`;
  const known =
    read.get(key) ??
    [...tables].filter((full) => {
      const [of = '', name = ''] = full.split('.');
      if (of === DATABASES.views) return false;
      if (database === DATABASES.views)
        return of === DATABASES.store && (name === 'seals' || mentions(sql, name));
      return of === database ? mentions(sql, name) : sql.includes(full);
    });
  read.set(key, known);
  return known;
}

export function relationsOf({ glue, s3 }: Lake, text: Text): readonly Relation[] {
  return namesIn(glue.tables.keys(), text).map((full): Relation => {
    const [database = '', name = ''] = full.split('.');
    const table: TableInput = glue.tables.get(full) ?? { Name: name };
    const location = table.StorageDescriptor?.Location ?? '';
    const part =
      (partition: string) =>
      ([path, object]: [string, FakeObject]) => ({ path, partition, object });
    const namesPath = name === 'arrivals';
    if (namesPath)
      return {
        database,
        name,
        table,
        namesPath,
        parts: s3
          .below(location)
          .map(([path, object]) => ({ path, object, partition: /dt=([^/]+)\//.exec(path)?.[1] ?? '' })),
      };
    if (table.PartitionKeys?.[0] === undefined)
      return { database, name, table, namesPath, parts: s3.below(location).map(part('')) };
    return {
      database,
      name,
      table,
      namesPath,
      parts: [...glue.pointersOf(database, name)].flatMap(([value, at]) => s3.below(at).map(part(value))),
    };
  });
}

/**
 * As in Athena, a view has the declared columns, null if an object lacks one; `file` is an object's path for DuckDB.
 */
export function viewOf(
  { table, parts, namesPath }: Relation,
  file: (object: FakeObject, ending: string) => string,
): string {
  const columns = (table.StorageDescriptor?.Columns ?? []).map((column) => ({
    name: column.Name ?? '',
    type: ATHENA_TYPE[column.Type as ColumnType],
  }));
  const key = table.PartitionKeys?.[0]?.Name;
  const isJson = table.StorageDescriptor?.SerdeInfo?.SerializationLibrary?.includes('json') === true;
  const more = [...(key === undefined ? [] : [key]), ...(namesPath ? ['"$path"'] : [])];
  const empty = `select ${[...columns.map((column) => `cast(null as ${column.type}) as ${column.name}`), ...more.map((name) => `'' as ${name}`)].join(', ')} where false`;
  const selects = parts.map(({ path, partition, object }) => {
    const place = file(object, isJson ? 'jsonl' : 'parquet');
    const source = isJson
      ? `read_json('${place}', format = 'newline_delimited', columns = {${columns.map((column) => `${column.name}: '${column.type}'`).join(', ')}})`
      : `read_parquet('${place}', hive_partitioning = false)`;
    return `select *${key === undefined ? '' : `, '${partition}' as ${key}`}${namesPath ? `, 's3://${path}' as "$path"` : ''} from ${source}`;
  });
  return `select ${[...columns.map((column) => column.name), ...more].join(', ')} from (${[empty, ...selects].join(' union all by name ')})`;
}
