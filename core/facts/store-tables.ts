/**
 * The tables of the lake on AWS, derived from the schema: the stacks declare them in Glue, and the pipeline sets their
 * locations. There are three databases: views that readers query, the tables behind them, and arrivals with scratch,
 * which no analyst may read. It may not know an account, a bucket or an engine.
 */
import { RELEASES } from '../disclosure/release-columns.ts';
import { FIELDS, type ColumnType } from '../event/fields.ts';
import { factColumns, type FactColumn } from './columns.ts';
import type { Fact } from './fact.ts';
import { CALENDAR, COMPLETENESS, SEALS } from './lake-columns.ts';

export interface StoreColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
}

export interface StoreTable {
  readonly name: string;
  readonly database: 'store' | 'scratch';
  readonly bucket: 'arrivals' | 'facts';
  /** Folder below the bucket, without a slash at the end; for a scratch table, its location until a run moves it. */
  readonly prefix: string;
  readonly format: 'parquet' | 'json';
  readonly columns: readonly StoreColumn[];
  /**
   * Partitioning; `projection`: partitions are found by date; `pointer`: each is registered with the location that the
   * seal gives.
   */
  readonly partition:
    | { readonly key: 'dt'; readonly by: 'projection' }
    | { readonly key: 'period'; readonly by: 'pointer' }
    | undefined;
}

/**
 * A column of `seals` in the store only: whether breakdowns of the row's period are shown (false once merged into a
 * month).
 */
const BREAKDOWNS_COLUMN: StoreColumn = {
  name: 'breakdowns',
  type: 'boolean',
  description:
    'Whether breakdowns of this site and period are shown; false once they were merged into their month.',
};

const withoutDay = (columns: readonly FactColumn[]) => columns.filter((column) => column.name !== 'day');

/** Arrivals as Firehose writes them, found by date. */
export const ARRIVALS_TABLE: StoreTable = {
  name: 'arrivals',
  database: 'scratch',
  bucket: 'arrivals',
  prefix: 'arrivals',
  format: 'parquet',
  columns: FIELDS.map(({ name, type, description }) => ({ name, type, description })),
  partition: { key: 'dt', by: 'projection' },
};

/**
 * Returns the tables behind the views. `day` of a fact is its partition `period` (the day, or the month it was merged
 * into), so that a condition on the day reads no other partition. `seals` and `calendar` are one object each: the seal
 * commits with one PutObject.
 */
export function storeTables(facts: readonly Fact[]): readonly StoreTable[] {
  const fact = (name: string, prefix: string, columns: readonly FactColumn[]): StoreTable => ({
    name,
    database: 'store',
    bucket: 'facts',
    prefix,
    format: 'parquet',
    columns: withoutDay(columns),
    partition: { key: 'period', by: 'pointer' },
  });
  const whole = (name: string, columns: readonly StoreColumn[]): StoreTable => ({
    name,
    database: 'store',
    bucket: 'facts',
    prefix: name,
    format: 'json',
    columns,
    partition: undefined,
  });
  return [
    ...facts.map((declared) => fact(declared.name, `facts/${declared.name}`, factColumns(declared))),
    fact('completeness', 'completeness', COMPLETENESS),
    whole('seals', [...SEALS, BREAKDOWNS_COLUMN]),
    whole('calendar', CALENDAR),
    {
      name: 'releases',
      database: 'store',
      bucket: 'facts',
      prefix: 'releases/rows',
      format: 'json',
      columns: RELEASES.filter((column) => column.name !== 'period'),
      partition: { key: 'period', by: 'pointer' },
    },
  ];
}
