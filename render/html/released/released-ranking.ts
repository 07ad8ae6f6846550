/** A ranked table as dots with whiskers, with its figures below. It may not draw what is too uncertain to show. */
import { html } from 'hono/html';
import type { Cell } from '#core/report/report';
import type { ReleasedReport } from '#core/report/figures';
import { figureText } from '../../format-figure.ts';
import { intervalOf, shownColumns } from '../../shown-columns.ts';
import { rowNotes } from '../data-table.ts';
import { figureOf, type Html } from '../figures.ts';
import type { RankingLook } from '../ranking-look.ts';
import { readableValue } from '../readable-value.ts';
import { partialNote, type ChartedTable, type PageRequest } from '../report-page.ts';
import { dotsData } from './released-chart-data.ts';
import { foldReleasedTable, releasedTable } from './released-table.ts';

/** Renders dots for the first rows, and the table with all its columns below. */
export async function releasedRanking(
  entry: ChartedTable<ReleasedReport>,
  request: Pick<PageRequest, 'locale'>,
  look: RankingLook,
): Promise<Html> {
  const { report, table, definition } = entry;
  const heading = look.alone === true ? '' : html`<h3>${look.title}</h3>`;
  const column = shownColumns(table).find(
    (shown) => shown.kind === 'figure' && shown.column.name === (look.value ?? 'visitors'),
  )?.column;
  if (column === undefined) return html``;
  if (table.rows.every((row) => row[0] === '(unknown)'))
    return html`<div class="part">${heading}<p class="empty">Unknown for every visitor-day: the events received do not contain it.</p></div>`;
  const { locale } = request;
  const name = look.name ?? readableValue;
  const label = look.label ?? ((row: readonly Cell[]) => name(String(row[0])));
  const maxRows = Math.min(look.maxRows ?? 10, table.rows.length);
  const total =
    table.rows.length > maxRows
      ? `, the first ${maxRows} of ${new Intl.NumberFormat(locale).format(table.rows.length)}`
      : '';
  const first = table.rows
    .slice(0, 3)
    .map((row) => `${label(row)} ${figureText(column, intervalOf(table, row, column.name) ?? null, locale)}`);
  // A single dot has nothing to be compared with.
  const single = table.rows.length < 2;
  const chart =
    definition.releasedChart === undefined || single
      ? html``
      : await figureOf(
          definition.releasedChart,
          (width) => dotsData(table, { label, column, maxRows, locale }, width),
          report.days.asked,
          {
            caption: `${column.label}${total}${partialNote({ report })}`,
            alternative: `Dots with whiskers. ${look.title}: ${first.join('; ')}${maxRows > 3 ? '; and others, in the table below' : ''}.`,
          },
          look.width,
        );
  const tableLook = {
    locale,
    maxRows: look.open === true ? maxRows : 25,
    names: { [table.columns[0]?.name ?? '']: name },
    changes: isComparable(report),
  };
  return html`<div class="part">${heading}${chart}${look.open === true || single ? releasedTable(table, tableLook) : html`${rowNotes({ ...table, rows: [] }, 0, undefined)}${foldReleasedTable(table, tableLook)}`}</div>`;
}

/** Whether sums can be compared: both periods must be complete. */
function isComparable(report: ReleasedReport): boolean {
  return report.state === 'complete' && report.compare?.state === 'complete';
}
