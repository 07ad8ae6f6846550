/**
 * Lays out a released table: each figure with its interval and, in a comparison, with the earlier figure and the
 * change.
 */
import { daysBetween } from './compare.ts';
import type { ColumnDefinition } from './definition.ts';
import { leftOutProperty, leftOutRows } from './left-out.ts';
import { releasedChange } from './released-change.ts';
import type { ReleasedFigure } from './released-figure.ts';
import type { ReleasedRow, ReleasedRows, ShownTable } from './released-tables.ts';
import type { Cell, ReportColumn, ReportTable } from './report.ts';

export interface ReleasedLayout {
  /** First day of the period. */
  readonly from: string;
  /** Maximum number of rows of a ranked table. */
  readonly limit?: number;
  /** The period to compare with. */
  readonly compare?: { readonly from: string };
  /** Whether both periods are complete. */
  readonly bothComplete: boolean;
}

/** Lays out one table of the report: rows up to the limit, each figure followed by that of the compared period. */
export function layOutReleased(
  table: ShownTable,
  { columns, rows, withheld, leftOut, available }: ReleasedRows,
  layout: ReleasedLayout,
  comparison: ReleasedRows | undefined,
): ReportTable {
  // A sum over some days is not comparable with one over all: as in internal reports, it has a change only where both
  // periods are complete.
  const comparable = ({ quotient, type }: ColumnDefinition) =>
    layout.bothComplete ||
    table.columns.some((column) => column.type === 'day') ||
    (quotient !== undefined && type !== 'money');
  const compared =
    layout.compare === undefined
      ? undefined
      : {
          from: layout.compare.from,
          rows: new Map(
            (comparison?.rows ?? []).map((row) => [rowKey(row.keys, layout.compare?.from ?? ''), row]),
          ),
        };
  const shownRows =
    layout.limit === undefined || table.order !== 'ranked' ? rows : rows.slice(0, layout.limit);
  return {
    name: table.name,
    title: table.title,
    withheld,
    ...leftOutProperty([...leftOut, ...leftOutRows('limit', rows.length - shownRows.length)]),
    ...(available === undefined ? {} : { available }),
    columns: columns.flatMap((column): ReportColumn[] => {
      const { name, type, label, unit, atLeast } = column;
      const plainColumn = { name, type, label, ...(unit === undefined ? {} : { unit }) };
      return column.role === 'key'
        ? [plainColumn]
        : [
            atLeast === undefined ? plainColumn : { ...plainColumn, atLeast },
            ...bounds(plainColumn),
            ...(compared === undefined ? [] : comparisonColumns(plainColumn)),
          ];
    }),
    rows: shownRows.map((row) =>
      columns.flatMap((column, index): Cell[] => {
        if (column.role === 'key') return [row.keys[index] ?? null];
        const figure = row.figures[column.name] ?? null;
        if (compared === undefined) return cells(figure);
        const before = compared.rows.get(rowKey(row.keys, layout.from));
        const earlier = before?.figures[column.name] ?? null;
        const change =
          before === undefined || !comparable(column)
            ? null
            : releasedChange(
                column,
                { figure, estimates: row.estimates },
                { figure: earlier, estimates: before.estimates },
              );
        return [...cells(figure), earlier?.value ?? null, ...cells(change)];
      }),
    ),
  };
}

/** Identifies a row by its keys; days by their distance from the first day. */
function rowKey(keys: ReleasedRow['keys'], from: string): string {
  return JSON.stringify(
    keys.map((key) => (/^\d{4}-\d{2}-\d{2}$/.test(String(key)) ? daysBetween(from, String(key)) : key)),
  );
}

const cells = (figure: ReleasedFigure | null): Cell[] =>
  figure === null ? [null, null, null] : [figure.value, figure.low, figure.high];

function bounds(column: ReportColumn): ReportColumn[] {
  return [
    { ...column, name: `${column.name}_low`, label: `${column.label}, at least` },
    { ...column, name: `${column.name}_high`, label: `${column.label}, at most` },
  ];
}

function comparisonColumns(column: ReportColumn): ReportColumn[] {
  const change: ReportColumn = {
    name: `${column.name}_change`,
    type: 'percent',
    label: `${column.label}, change`,
    unit: column.type === 'percent' ? 'points' : '%',
  };
  return [
    { ...column, name: `${column.name}_previous`, label: `${column.label}, previous` },
    change,
    ...bounds(change),
  ];
}
