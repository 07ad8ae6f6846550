/** A ranked table as bars with its figures below. */
import { html } from 'hono/html';
import type { Cell } from '#core/report/report';
import { withoutNotes } from '../left-out-words.ts';
import { barsData, columnOf } from './chart-data.ts';
import { dataTable, foldTable, rowNotes } from './data-table.ts';
import { visitorUnit } from './day-words.ts';
import { figureOf, type Html } from './figures.ts';
import { readableValue } from './readable-value.ts';
import type { RankingLook } from './ranking-look.ts';
import { partialNote, type ChartedTable, type PageRequest } from './report-page.ts';

/** Units of figures other than visitor-days, capitalised for the start of a caption. */
const UNITS: Readonly<Record<string, string>> = { visits: 'Visits', people: 'People' };

/** Renders bars for the first rows, and the table with all its columns below. */
export async function ranking(
  entry: ChartedTable,
  request: Pick<PageRequest, 'locale'>,
  look: RankingLook,
): Promise<Html> {
  const { report, table, definition } = entry;
  const { k } = report.method;
  const heading = look.alone === true ? '' : html`<h3>${look.title}</h3>`;
  if (table.rows.length === 0)
    return html`<div class="part">${heading}<p class="empty">${table.withheld ? `Nothing reached ${k} ${look.value === 'people' ? 'people' : 'visitor-days'}: too few to show.` : look.empty}</p></div>`;
  if (table.rows.every((row) => row[0] === '(unknown)'))
    return html`<div class="part">${heading}<p class="empty">Unknown for every visitor-day: the events received do not contain it.</p></div>`;
  const value = look.value ?? 'visitors';
  const share = columnOf(table, 'share');
  const name = look.name ?? readableValue;
  const label = look.label ?? ((row: readonly Cell[]) => name(String(row[0])));
  const number = new Intl.NumberFormat(request.locale);
  const maxRows = Math.min(look.maxRows ?? 10, table.rows.length);
  const unit = UNITS[value] ?? visitorUnit(report);
  const total =
    table.rows.length > maxRows ? `, the first ${maxRows} of ${number.format(table.rows.length)}` : '';
  const first = table.rows
    .slice(0, 3)
    .map(
      (row) =>
        `${label(row)} ${number.format(Number(row[columnOf(table, value)]))}${share < 0 ? '' : ` (${row[share]} %)`}`,
    );
  const chart =
    definition.chart === undefined
      ? html``
      : await figureOf(
          definition.chart,
          (width) =>
            barsData(table, { label, value, maxRows, text: (figure) => number.format(figure) }, width),
          report.days.asked,
          {
            caption: `${unit}${total}${partialNote(entry)}`,
            alternative: `Bar chart. ${look.title}: ${first.join('; ')}${maxRows > 3 ? '; and others, in the table below' : ''}.`,
          },
          look.width,
        );
  const tableLook = {
    locale: request.locale,
    maxRows: look.open === true ? maxRows : 25,
    k,
    names: { [table.columns[0]?.name ?? '']: name },
    hiddenColumns: look.hiddenColumns ?? [],
  };
  return html`<div class="part">${heading}${chart}${look.open === true ? dataTable(table, tableLook) : html`${rowNotes(table, 0, k)}${foldTable(withoutNotes(table), tableLook)}`}</div>`;
}
