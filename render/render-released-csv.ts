/**
 * Renders released reports as one CSV of one row per figure, from the same tables as their HTML and JSON. It may not
 * know how a release is stored.
 */
import type { ReleasedReport } from '#core/report/figures';
import type { Cell } from '#core/report/report';
import { csvLines, csvText } from './render-csv.ts';
import { intervalAt, shownColumns } from './shown-columns.ts';

/** Columns of every row; the keys of all tables come between `table` and `measure`, empty where a table lacks them. */
const BEFORE = ['site', 'from', 'to', 'report', 'table'] as const;
const AFTER = ['measure', 'unit', 'estimate', 'low', 'high'] as const;

/** Renders every figure that is shown with its interval, unrounded, and each table's rows in its order. */
export function renderReleasedCsv(reports: readonly ReleasedReport[]): string {
  const keys = [
    ...new Set(
      reports.flatMap(({ tables }) =>
        tables.flatMap((table) =>
          shownColumns(table)
            .filter(({ kind }) => kind === 'key')
            .map(({ column }) => column.name),
        ),
      ),
    ),
  ];
  const lines = reports.flatMap((report) =>
    report.tables.flatMap((table) => {
      const columns = shownColumns(table);
      const keyAt = new Map(
        columns.filter(({ kind }) => kind === 'key').map(({ column, index }) => [column.name, index]),
      );
      return table.rows.flatMap((row) =>
        columns.flatMap(({ kind, column, index }) => {
          const figure = intervalAt(row, index);
          if (kind !== 'figure' || figure === null) return [];
          const place = [report.site, report.from, report.to, report.report, table.name];
          const keyCells = keys.map((name) => row[keyAt.get(name) ?? -1] ?? '');
          const { value, low, high } = figure;
          return [[...place, ...keyCells, column.name, column.unit ?? '', value, low, high].map(cellText)];
        }),
      );
    }),
  );
  return csvLines([[...BEFORE, ...keys, ...AFTER], ...lines]);
}

const cellText = (cell: Cell): string => (typeof cell === 'number' ? String(cell) : csvText(cell ?? ''));
