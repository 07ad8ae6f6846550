/** A table of a report as a table of the page. It may not leave out a column's unit nor a row's meaning. */
import { html } from 'hono/html';
import type { ReportColumn, ReportTable } from '#core/report/report';
import { formatCell } from '../format-cell.ts';
import type { Html } from './figures.ts';
import { readableValue } from './readable-value.ts';

export interface TableLook {
  readonly locale: string;
  /** Most rows shown; all are in the CSV. */
  readonly maxRows: number;
  /** How text of a column is read; absent: as it is. */
  readonly names?: Readonly<Record<string, (value: string) => string>>;
  /** Columns not shown here. */
  readonly hiddenColumns?: readonly string[];
  /** Undefined where no rule of k holds. */
  readonly k: number | undefined;
}

/** The first rows with a caption; says how many more there are, and that cells were left out. */
export function dataTable(table: ReportTable, look: TableLook): Html {
  const shown = table.columns
    .map((column, index) => ({ column, index }))
    .filter(
      ({ column, index }) =>
        !look.hiddenColumns?.includes(column.name) &&
        isMeasured(table, index) &&
        isMainComparison(table, column),
    );
  const rows = table.rows.slice(0, look.maxRows);
  const read = (column: ReportColumn, cell: string | number | null) =>
    typeof cell === 'string'
      ? (look.names?.[column.name] ?? readableValue)(cell)
      : formatCell(column, cell, look.locale);
  return html`${pageTable(
    table.title,
    shown.map(({ column }) => column),
    rows.map((row) => shown.map(({ column, index }) => read(column, row[index] ?? null))),
  )}${rowNotes(table, table.rows.length - rows.length, look.k)}`;
}

/** A table of the page: its caption for those who hear it, the first column as the heads of its rows. */
export function pageTable(
  title: string,
  columns: readonly Pick<ReportColumn, 'label' | 'type'>[],
  rows: readonly (readonly (Html | string)[])[],
): Html {
  const kinds = columns.map(({ type }) => (type === 'text' || type === 'day' ? 'text' : 'figure'));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<caption class="quiet">${title}</caption>
<thead><tr>${columns.map(({ label }, place) => html`<th scope="col" class="${kinds[place]}">${label}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((text, place) => (place === 0 ? html`<th scope="row" class="${kinds[place]}">${text}</th>` : html`<td class="${kinds[place]}">${text}</td>`))}</tr>`)}</tbody>
</table></div>`;
}

/** Of a comparison the page shows that of the first figure; the CSV has all. */
function isMainComparison(table: ReportTable, { name }: ReportColumn): boolean {
  const first = table.columns
    .find((column) => column.name.endsWith('_previous'))
    ?.name.replace('_previous', '');
  return !/_(previous|change)$/.test(name) || name.replace(/_(previous|change)$/, '') === first;
}

/**
 * Engaged time and scroll depth come from browsers only: where no row has any, as in imported logs, the column tells
 * nothing.
 */
function isMeasured(table: ReportTable, index: number): boolean {
  const column = table.columns[index];
  const optional = column?.type === 'seconds' || column?.type === 'money' || column?.name === 'scroll_pct';
  return !optional || table.rows.length === 0 || table.rows.some((row) => (row[index] ?? 0) !== 0);
}

/** What a reader must know about rows that are not there. */
export function rowNotes(table: ReportTable, more: number, k: number | undefined, what = 'Rows'): Html {
  const words = [
    ...(more > 0 ? [`${more} more ${more === 1 ? 'row' : 'rows'} in the CSV.`] : []),
    ...(table.withheld
      ? [
          k === undefined
            ? `${what} too uncertain to show are left out.`
            : `${what} with fewer than ${k} ${table.columns.some((column) => column.name === 'visitors') ? 'visitor-days' : 'visits'} are left out.`,
        ]
      : []),
  ];
  return words.length === 0 ? html`` : html`<p class="note">${words.join(' ')}</p>`;
}

/** A table behind one line, for those who want the figures of a chart. */
export function foldTable(table: ReportTable, look: TableLook): Html {
  return html`<details><summary>Figures</summary>${dataTable(table, look)}</details>`;
}
