/** Reports with made-up rows of every column, for tests of a page's content. */
import type { ColumnDefinition, ReportDefinition, TableDefinition } from '#core/report/definition';
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import type { Cell, ReportColumn, ReportData, ReportTable } from '#core/report/report';

const KEYS: Readonly<Record<string, readonly Cell[]>> = {
  day: ['2026-11-02', '2026-11-03', '2026-11-04'],
  weekday: [1, 2, 3],
  hour: [9, 10, 11],
  dimension: ['country', 'country', 'language'],
  value: ['DE', 'FR', 'de'],
};

function keyOf(column: ColumnDefinition, row: number): Cell {
  return (KEYS[column.name] ?? ['(none)', '(unknown)', `${column.name} of its own`])[row] ?? null;
}

/** Returns three rows, or a table of 168 if an hour is a key. */
function rowsOf(table: TableDefinition, figure: (value: number) => readonly Cell[]): Cell[][] {
  const value = (column: ColumnDefinition, row: number) =>
    column.type === 'percent' ? [50, 30, 20][row] : 9_000 - 1_000 * row;
  const hours = table.columns.some((column) => column.name === 'hour');
  const keys = table.columns.filter((column) => column.role === 'key');
  const rows = hours
    ? Array.from({ length: 168 }, (_, index) => [1 + Math.floor(index / 24), index % 24])
    : Array.from({ length: keys.length === 0 ? 1 : 3 }, (_, row) => keys.map((key) => keyOf(key, row)));
  return rows.map((row, index) => [
    ...row,
    ...table.columns
      .filter((column) => column.role === 'figure')
      .flatMap((column) => figure(value(column, index % 3) ?? 0)),
  ]);
}

function publicColumn({ name, type, label, unit }: ColumnDefinition): ReportColumn {
  return { name, type, label, ...(unit === undefined ? {} : { unit }) };
}

const common = {
  site: 'shop',
  from: '2026-11-02',
  to: '2026-11-08',
  timeZone: 'Europe/Berlin',
  state: 'complete',
  days: { asked: 7, sealed: 7, missing: [] },
} as const;

/** Returns an inside report of these tables. */
export function insideOfRows(definition: ReportDefinition, tables = definition.tables): InsideReport {
  const report: ReportData = {
    ...common,
    report: definition.name,
    inside: true,
    method: { unit: 'visitor-day', k: 5, bounds: { hours: 3 } },
    tables: tables.map((table): ReportTable => ({
      name: table.name,
      title: table.title,
      withheld: true,
      columns: table.columns.map(publicColumn),
      rows: rowsOf(table, (value) => [value]),
    })),
  };
  return report as InsideReport;
}

/** Returns a released report of these tables, each figure with an interval. */
export function releasedOfRows(definition: ReportDefinition, tables = definition.tables): ReleasedReport {
  const report: ReportData = {
    ...common,
    report: definition.name,
    inside: false,
    method: { unit: 'visitor-day', bounds: { hours: 3 } },
    tables: tables.map((table): ReportTable => ({
      name: table.name,
      title: table.title,
      withheld: true,
      columns: table.columns.flatMap((column): ReportColumn[] => {
        const one = publicColumn(column);
        return column.role === 'key'
          ? [one]
          : [one, { ...one, name: `${one.name}_low` }, { ...one, name: `${one.name}_high` }];
      }),
      rows: rowsOf(table, (value) => [value, value - 1, value + 1]),
    })),
  };
  return report as ReleasedReport;
}
