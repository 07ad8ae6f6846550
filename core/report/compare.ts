/**
 * Puts the figures of two periods side by side: x, x_previous, x_change. A figure that was withheld or absent has no
 * previous value, and a sum over a partial period is not compared with that of a whole one.
 */
import { addDays } from '../time/zone.ts';
import type { ColumnDefinition } from './definition.ts';
import { divide, round } from './figure.ts';
import { daysIn } from './period.ts';
import type { Cell, ReportColumn, ReportTable } from './report.ts';

export interface ComparedTable {
  readonly table: ReportTable;
  readonly from: string;
  readonly state: 'complete' | 'partial';
}

/**
 * Returns the current table with two more columns per figure: the previous value, and the change in percent (for
 * percentages, in points). Rows are matched by their keys, days by their distance from the first day. A sum over days
 * has a change only where both periods are complete; a single day and a quotient always have one.
 */
export function compareTables(
  columns: readonly ColumnDefinition[],
  current: ComparedTable,
  earlier: ComparedTable,
): ReportTable {
  const keys = columns.filter((column) => column.role === 'key').length;
  const hasDayColumn = columns.some((column) => column.type === 'day');
  const bothComplete = hasDayColumn || (current.state === 'complete' && earlier.state === 'complete');
  const rowKey = (row: readonly Cell[], from: string) =>
    JSON.stringify(
      row
        .slice(0, keys)
        .map((cell, index) => (columns[index]?.type === 'day' ? daysBetween(from, String(cell)) : cell)),
    );
  const before = new Map(earlier.table.rows.map((row) => [rowKey(row, earlier.from), row]));
  return {
    ...current.table,
    columns: current.table.columns.flatMap((column, index) =>
      index < keys ? [column] : [column, ...comparisonColumns(column)],
    ),
    rows: current.table.rows.map((row) => {
      const previous = before.get(rowKey(row, current.from));
      return row.flatMap((cell, index): Cell[] => {
        const column = columns[index];
        if (column === undefined || index < keys) return [cell];
        const comparable = bothComplete || (column.quotient !== undefined && column.type !== 'money');
        return [cell, previous?.[index] ?? null, comparable ? change(column, cell, previous?.[index]) : null];
      });
    }),
  };
}

function comparisonColumns(column: ReportColumn): readonly ReportColumn[] {
  return [
    { ...column, name: `${column.name}_previous`, label: `${column.label}, previous` },
    {
      name: `${column.name}_change`,
      type: 'percent',
      label: `${column.label}, change`,
      unit: column.type === 'percent' ? 'points' : '%',
    },
  ];
}

function change(column: ReportColumn, current: Cell, earlier: Cell | undefined): number | null {
  if (typeof current !== 'number' || typeof earlier !== 'number') return null;
  return column.type === 'percent' ? round(current - earlier) : divide(current - earlier, earlier, 100);
}

/** Counts the days from `from` to `day`; negative before it. */
export function daysBetween(from: string, day: string): number {
  return day >= from
    ? daysIn({ from, to: addDays(day, -1) }).length
    : -daysIn({ from: day, to: addDays(from, -1) }).length;
}
