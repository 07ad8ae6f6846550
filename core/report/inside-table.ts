/** Makes the table of an inside report from its cells: figures, order, and what is left out. It may not query. */
import { OTHER } from '../disclosure/vocabularies.ts';
import type { SqlRow } from '../ports/query-engine.ts';
import type { TableDefinition } from './definition.ts';
import { figure } from './figure.ts';
import type { TableCells } from './figures.ts';
import { leftOutProperty, leftOutRows } from './left-out.ts';
import type { Cell, ReportColumn, ReportTable } from './report.ts';
import { restLast } from './rest-last.ts';

export interface InsideTableOptions {
  readonly k: number;
  /** The unit of money columns, ISO 4217. */
  readonly currency: string | undefined;
  /** Totals by which figures of each row can be divided. */
  readonly totals: Readonly<Record<string, number>>;
}

/** Returns the table with all its rows, `(other)` last. */
export function insideTable(
  table: TableDefinition,
  cells: TableCells,
  { k, currency, totals }: InsideTableOptions,
): ReportTable {
  const keys = table.columns.filter((column) => column.role === 'key').map((column) => column.name);
  const keysOf = (row: SqlRow) => keys.map((name) => row[name] as Cell);
  return {
    name: table.name,
    title: table.title,
    columns: table.columns.map((column) => publicColumn(column, currency)),
    rows: restLast(cells.rows, keysOf).map((row) =>
      table.columns.map((column): Cell => figure(column, { ...row, ...totals })),
    ),
    withheld: cells.below > 0,
    ...leftOutProperty([
      ...leftOutRows('below_k', cells.below, k),
      ...(cells.rows.some((row) => keysOf(row).includes(OTHER)) ? [{ reason: 'folded' } as const] : []),
    ]),
  };
}

/** Returns the first rows of a table, which then says how many more it has. */
export function cutRows(table: ReportTable, limit: number): ReportTable {
  return {
    ...table,
    rows: table.rows.slice(0, limit),
    ...leftOutProperty([...(table.left_out ?? []), ...leftOutRows('limit', table.rows.length - limit)]),
  };
}

function publicColumn({ name, type, label, unit }: ReportColumn, currency: string | undefined): ReportColumn {
  const displayUnit = type === 'money' ? (currency ?? unit) : unit;
  return displayUnit === undefined ? { name, type, label } : { name, type, label, unit: displayUnit };
}
