/** A released table as a table of the page, each figure over its interval. It may not show a figure without one. */
import { html } from 'hono/html';
import type { Cell, ReportTable } from '#core/report/report';
import { formatCell, NO_FIGURE } from '../../format-cell.ts';
import { changeText, figureWords } from '../../format-figure.ts';
import { intervalAt, shownColumns, type ShownColumn } from '../../shown-columns.ts';
import { rowNotes, pageTable } from '../data-table.ts';
import type { Html } from '../figures.ts';
import { readableValue } from '../readable-value.ts';

export interface ReleasedLook {
  readonly locale: string;
  /** Most rows shown; all are in the CSV. */
  readonly maxRows: number;
  readonly names?: Readonly<Record<string, (value: string) => string>>;
  /** Whether changes are shown: sums of whole and partial periods do not compare. */
  readonly changes: boolean;
}

/** The first rows; of several changes that of the first figure. */
export function releasedTable(table: ReportTable, look: ReleasedLook): Html {
  const all = shownColumns(table);
  const change = all.find(({ kind }) => kind === 'change');
  const shown = all.filter((one) => one.kind !== 'change' || (one === change && look.changes));
  const rows = table.rows.slice(0, look.maxRows);
  return html`${pageTable(
    table.title,
    shown.map(({ column }) => column),
    rows.map((row) => shown.map((one) => read(one, row, look))),
  )}${rowNotes(table, table.rows.length - rows.length, undefined)}`;
}

/** A table behind one line, for those who want the figures of a chart. */
export function foldReleasedTable(table: ReportTable, look: ReleasedLook): Html {
  return html`<details><summary>Figures with their ranges</summary>${releasedTable({ ...table, withheld: false }, look)}</details>`;
}

function read(
  { kind, column, index }: ShownColumn,
  row: readonly Cell[],
  { locale, names }: ReleasedLook,
): Html | string {
  const cell = row[index] ?? null;
  if (kind === 'key')
    return typeof cell === 'string'
      ? (names?.[column.name] ?? readableValue)(cell)
      : formatCell(column, cell, locale);
  if (kind === 'change')
    return row[index - 1] === null ? NO_FIGURE : changeText(column, intervalAt(row, index), locale);
  return figureHtml(figureWords(column, intervalAt(row, index), locale));
}

/** The figure, and its interval smaller beneath; `about` is left to the caption. */
export function figureHtml({ qualifier, value, interval }: ReturnType<typeof figureWords>): Html {
  if (interval !== '') return html`${value} <span class="within">(${interval})</span>`;
  return html`<span class="vague">${qualifier === '' ? value : `${qualifier} ${value}`}</span>`;
}
