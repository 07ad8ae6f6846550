/**
 * Groups the columns of a released table for display: keys, figures with their intervals, changes with theirs. It may
 * not show a figure without an interval.
 */
import type { Cell, ReportColumn, ReportTable } from '#core/report/report';
import type { Interval } from '#core/report/round-to-interval';

export interface ShownColumn {
  readonly kind: 'key' | 'figure' | 'change';
  readonly column: ReportColumn;
  /**
   * Index of the column. The ends of a figure are in the next two columns; the earlier figure of a change is in the one
   * before.
   */
  readonly index: number;
  /** Index of the column whose figure is never larger. */
  readonly lowerIndex?: number;
}

/** Combines x, x_low and x_high into one column; x_previous has no interval and appears only in CSV and JSON. */
export function shownColumns(table: ReportTable): readonly ShownColumn[] {
  const names = new Map(table.columns.map((column, index) => [column.name, index]));
  const isEnd = (name: string) => /_(low|high)$/.test(name) && names.has(name.replace(/_(low|high)$/, ''));
  const isPrevious = (name: string) =>
    name.endsWith('_previous') && names.has(name.replace(/_previous$/, ''));
  return table.columns.flatMap((column, index): ShownColumn[] => {
    if (isEnd(column.name) || isPrevious(column.name)) return [];
    if (column.name.endsWith('_change') && !isComputed(table, column, index)) return [];
    const measured =
      names.get(`${column.name}_low`) === index + 1 && names.get(`${column.name}_high`) === index + 2;
    const change = column.name.endsWith('_change') && names.has(column.name.replace(/_change$/, ''));
    const lowerIndex = names.get(column.atLeast ?? '');
    return [
      {
        kind: measured ? (change ? 'change' : 'figure') : 'key',
        column,
        index,
        ...(lowerIndex === undefined ? {} : { lowerIndex }),
      },
    ];
  });
}

/**
 * Whether a change was computed. It is not for quotients of two noisy sums, where an empty column would read as
 * uncertainty.
 */
function isComputed(table: ReportTable, { name }: ReportColumn, index: number): boolean {
  const type = table.columns.find((column) => `${column.name}_change` === name)?.type;
  return type === 'count' || type === 'percent' || table.rows.some((row) => row[index] !== null);
}

/** Returns the figure of a row with its interval; null if it has none. */
export function intervalAt(row: readonly Cell[], index: number): Interval | null {
  const [value, low, high] = row.slice(index, index + 3);
  return typeof value === 'number' && typeof low === 'number' && typeof high === 'number'
    ? { value, low, high }
    : null;
}

/** Returns the figure of a named column with its interval; undefined if the table has no such figure. */
export function intervalOf(
  table: ReportTable,
  row: readonly Cell[] | undefined,
  name: string,
): Interval | null | undefined {
  const match = shownColumns(table).find((shown) => shown.kind !== 'key' && shown.column.name === name);
  return match === undefined || row === undefined ? undefined : intervalAt(row, match.index);
}

/** Returns the figure of a row that the one of this column is never smaller than; undefined if it has none. */
export function lowerAt(row: readonly Cell[], { lowerIndex }: ShownColumn): Interval | undefined {
  return lowerIndex === undefined ? undefined : (intervalAt(row, lowerIndex) ?? undefined);
}
