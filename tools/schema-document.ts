/** Generates docs/schema.md and docs/schema.json from the declarations. */
import { FIELDS } from '#core/event/fields';
import { factColumns, type FactColumn } from '#core/facts/columns';
import { DEFAULT_BOUNDS, type Fact, type Limit, type Measure } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';
import { OTHER_TABLES } from '#queries/lake/tables';
import { markdownTable } from './markdown-table.ts';

const types = (columns: readonly { readonly name: string; readonly type: string }[]) =>
  Object.fromEntries(columns.map((column) => [column.name, column.type]));

/** Returns the type of each column by table, as committed in docs/schema.json. */
export function schemaColumns(): Record<string, Record<string, string>> {
  return {
    arrivals: types(FIELDS),
    ...Object.fromEntries(FACTS.map((fact) => [fact.name, types(factColumns(fact))])),
    ...Object.fromEntries(OTHER_TABLES.map(({ name, columns }) => [name, types(columns)])),
  };
}

type Columns = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Returns the columns of `committed` that have disappeared, changed their type or moved. Athena reads partitioned JSON
 * tables by position (HIVE_PARTITION_SCHEMA_MISMATCH), so columns may only be added at the end:
 * https://docs.aws.amazon.com/athena/latest/ug/updates-and-partitions.html
 */
export function displacedColumns(committed: Columns, now: Columns): readonly string[] {
  return Object.entries(committed).flatMap(([table, columns]) => {
    const today = Object.entries(now[table] ?? {});
    return Object.entries(columns)
      .filter(([name, type], at) => today[at]?.[0] !== name || today[at]?.[1] !== type)
      .map(([name, type]) => `${table}.${name} ${type}`);
  });
}

export function schemaDocument(): string {
  return `${[
    '# Schema',
    'Generated from the code by `npm run generate`; do not edit. Columns are only ever added. Types as in Glue; Parquet and DuckDB have the same under their own names.',
    '## arrivals',
    'Pseudonymous personal data, gone at the seal. `arrivals/dt=YYYY-MM-DD/*.parquet`, `dt` the UTC day of arrival (of imported rows, of their own time); the same fields make the lines of `journal/`. *accepted*: null on rows that were not stored. Sensitivity: *key* pseudonymous, *open* free text after scrubbing, *closed* a fixed vocabulary, *none* says nothing of a person.',
    markdownTable(
      ['column', 'type', 'on', 'sensitivity', 'description', 'derivation'],
      FIELDS.map((field) => [
        field.name,
        field.type,
        field.on,
        field.sensitivity,
        field.description,
        field.derivation,
      ]),
    ),
    '## Facts',
    'Inside. `facts/NAME/period=YYYY-MM-DD/part.parquet`, or `period=YYYY-MM` for days merged when their month was settled; one row per combination of the columns before the measures. Bounds hold for each visitor-day: *cells* is the number of cells it can touch (L0), *each* the most it adds to one (Linf), *all* the most over all cells where that is less than their product (L1). *Share*: rho (zCDP, per visitor-day and site) that each released table of it may spend in the default profile; 0 is inside only.',
    ...FACTS.flatMap(factSection),
    '## Beside the facts',
    ...OTHER_TABLES.flatMap(({ name, description, columns }) => [
      `### ${name}`,
      description,
      columnTable(columns),
    ]),
    '## Bounds',
    'Defaults of `bounds` in headcount.json; `worth_cents` is 100 times `maxWorth` of the site.',
    markdownTable(
      ['bound', 'default'],
      Object.entries(DEFAULT_BOUNDS).map(([name, value]) => [name, String(value)]),
    ),
  ].join('\n\n')}\n`;
}

function factSection(fact: Fact): string[] {
  const keys = factColumns(fact).slice(0, 2 + fact.grain.length);
  return [
    `### ${fact.name}`,
    fact.description,
    columnTable(keys),
    markdownTable(
      ['measure', 'unit', 'cells', 'each', 'all', 'share', 'description'],
      fact.measures.map((measure) => [
        measure.name,
        measure.unit,
        ...formatBounds(measure),
        measure.description,
      ]),
    ),
    ...(fact.joins === undefined ? [] : [`Joins on purpose: ${fact.joins}`]),
  ];
}

function formatBounds(measure: Measure): string[] {
  if (measure.exact === true) return ['exact', 'exact', '', '0'];
  return [
    formatLimit(measure.l0),
    formatLimit(measure.linf),
    measure.l1 === undefined ? '' : formatLimit(measure.l1),
    formatShare(measure.share),
  ];
}

function formatShare(shares: Measure['share']): string {
  return shares === 0
    ? '0'
    : Object.entries(shares)
        .map(([table, microrho]) => `${table} ${microrho / 1e6}`)
        .join(', ');
}

function formatLimit(value: Limit | null): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  return 'times' in value
    ? value.times.map(formatLimit).join(' × ')
    : `(${value.plus.map(formatLimit).join(' + ')})`;
}

function columnTable(columns: readonly FactColumn[]): string {
  return markdownTable(
    ['column', 'type', 'description'],
    columns.map((column) => [column.name, column.type, column.description]),
  );
}
