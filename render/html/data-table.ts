/** Renders a table of a report as an HTML table. */
import { html } from 'hono/html';
import type { ReportColumn, ReportTable } from '#core/report/report';
import { formatCell } from '../format-cell.ts';
import { countedUnit, leftOutSentences } from '../left-out-words.ts';
import type { Html } from './figures.ts';
import { readableValue } from './readable-value.ts';

export interface TableLook {
  readonly locale: string;
  /** Rows shown at most; the CSV has all. */
  readonly maxRows: number;
  /** Translates the text of a column; without an entry, text is shown unchanged. */
  readonly names?: Readonly<Record<string, (value: string) => string>>;
  readonly hiddenColumns?: readonly string[];
  /** Undefined if the rule of k does not apply. */
  readonly k: number | undefined;
}

/** Renders the first rows with a caption; notes how many more there are, and that cells were left out. */
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
  const formatOf = (column: ReportColumn, cell: string | number | null) =>
    typeof cell === 'string'
      ? (look.names?.[column.name] ?? readableValue)(cell)
      : formatCell(column, cell, look.locale);
  return html`${pageTable(
    table.title,
    shown.map(({ column }) => column),
    rows.map((row) => shown.map(({ column, index }) => formatOf(column, row[index] ?? null))),
  )}${rowNotes(table, table.rows.length - rows.length, look.k)}`;
}

/** Renders an HTML table with a caption for screen readers; the cells of the first column head their rows. */
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

/** Whether a comparison column belongs to the first figure, the only one that the page compares; the CSV has all. */
function isMainComparison(table: ReportTable, { name }: ReportColumn): boolean {
  const first = table.columns
    .find((column) => column.name.endsWith('_previous'))
    ?.name.replace('_previous', '');
  return !/_(previous|change)$/.test(name) || name.replace(/_(previous|change)$/, '') === first;
}

/**
 * Whether a column has data: engaged time and scroll depth come from browsers only and are absent from imported logs.
 */
function isMeasured(table: ReportTable, index: number): boolean {
  const column = table.columns[index];
  const optional = column?.type === 'seconds' || column?.type === 'money' || column?.name === 'scroll_pct';
  return !optional || table.rows.length === 0 || table.rows.some((row) => (row[index] ?? 0) !== 0);
}

/** Renders a note about rows that are not shown. */
export function rowNotes(table: ReportTable, more: number, k: number | undefined, what = 'Rows'): Html {
  const words = [
    ...(more > 0 ? [`${more} more ${more === 1 ? 'row' : 'rows'} in the CSV.`] : []),
    ...leftOutSentences(table, what.toLowerCase()),
    ...(table.withheld && table.left_out === undefined
      ? [
          k === undefined
            ? `${what} too uncertain to show are left out.`
            : `${what} with fewer than ${k} ${countedUnit(table)} are left out.`,
        ]
      : []),
  ];
  return words.length === 0 ? html`` : html`<p class="note">${words.join(' ')}</p>`;
}

/** Renders a table that opens on demand, for readers who want the figures of a chart. */
export function foldTable(table: ReportTable, look: TableLook): Html {
  return html`<details><summary>Figures</summary>${dataTable(table, look)}</details>`;
}
