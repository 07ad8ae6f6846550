/** Renders a released table as an HTML table, each figure with its interval. It may not show a figure without one. */
import { html } from 'hono/html';
import type { Cell, ReportTable } from '#core/report/report';
import { formatCell, NO_FIGURE } from '../../format-cell.ts';
import { changeText, figureWords } from '../../format-figure.ts';
import { intervalAt, lowerAt, shownColumns, type ShownColumn } from '../../shown-columns.ts';
import { rowNotes, pageTable } from '../data-table.ts';
import { withoutNotes } from '../../left-out-words.ts';
import type { Html } from '../figures.ts';
import { readableValue } from '../readable-value.ts';

export interface ReleasedLook {
  readonly locale: string;
  /** Rows shown at most; the CSV has all. */
  readonly maxRows: number;
  readonly names?: Readonly<Record<string, (value: string) => string>>;
  /** Whether changes are shown: sums of complete and partial periods cannot be compared. */
  readonly changes: boolean;
}

/** Renders the first rows, with the change of the first figure only. */
export function releasedTable(table: ReportTable, look: ReleasedLook): Html {
  const all = shownColumns(table);
  const change = all.find(({ kind }) => kind === 'change');
  const shown = all.filter(
    (candidate) => candidate.kind !== 'change' || (candidate === change && look.changes),
  );
  const rows = table.rows.slice(0, look.maxRows);
  return html`${pageTable(
    table.title,
    shown.map(({ column }) => column),
    rows.map((row) => shown.map((column) => formatColumn(column, row, look))),
  )}${rowNotes(table, table.rows.length - rows.length, undefined)}`;
}

/** Renders a table that opens on demand, for readers who want the figures of a chart. */
export function foldReleasedTable(table: ReportTable, look: ReleasedLook): Html {
  return html`<details><summary>Figures with their ranges</summary>${releasedTable(withoutNotes(table), look)}</details>`;
}

function formatColumn(
  shown: ShownColumn,
  row: readonly Cell[],
  { locale, names }: ReleasedLook,
): Html | string {
  const { kind, column, index } = shown;
  const cell = row[index] ?? null;
  if (kind === 'key')
    return typeof cell === 'string'
      ? (names?.[column.name] ?? readableValue)(cell)
      : formatCell(column, cell, locale);
  if (kind === 'change')
    return row[index - 1] === null ? NO_FIGURE : changeText(column, intervalAt(row, index), locale);
  return figureHtml(figureWords(column, intervalAt(row, index), locale, lowerAt(row, shown)));
}

/** Renders a figure with its interval in smaller type; the caption says `about`. */
export function figureHtml({ qualifier, value, interval }: ReturnType<typeof figureWords>): Html {
  if (interval !== '') return html`${value} <span class="within">(${interval})</span>`;
  return html`<span class="vague">${qualifier === '' ? value : `${qualifier} ${value}`}</span>`;
}
