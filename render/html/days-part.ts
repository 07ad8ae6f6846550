/** The part of a page with exact visitors by day. It may not draw a line across a missing day. */
import { html } from 'hono/html';
import { daysIn, isoWeekday } from '#core/report/period';
import { withoutNotes } from '../left-out-words.ts';
import { drawnEarlier, earlierInWords, withKey } from './chart-key.ts';
import { daysData } from './chart-data.ts';
import { notesList, numberNotes } from './day-notes.ts';
import { foldTable, rowNotes } from './data-table.ts';
import { figureOf, type Html } from './figures.ts';
import { partialNote, type TableEntry, type PageRequest } from './report-page.ts';

/** Renders the line chart of days with its figures below. */
export async function daysPart(entry: TableEntry, request: PageRequest): Promise<Html> {
  if (entry.definition.chart === undefined) return html``;
  const { report, table } = entry;
  const number = new Intl.NumberFormat(request.locale);
  const descriptions = table.rows
    .slice(0, 31)
    .map((row) => `${row[0]}: ${number.format(Number(row[1]))}`)
    .join('; ');
  const notes = numberNotes(request.annotations, report);
  const notesOfDays = notes.map(({ day, text }) => `${day}: ${text}`).join('; ');
  // A single day makes no line, and the tiles show its figure.
  const chart =
    report.days.asked === 1
      ? html``
      : await figureOf(
          entry.definition.chart,
          () => daysData(report, table, request.annotations, drawnEarlier(request)?.report),
          report.days.asked,
          {
            caption: withKey(
              `Visitors by day${partialNote(entry)}${report.days.asked <= 120 && daysIn(report).some((day) => isoWeekday(day) > 5) ? ' · weekends shaded' : ''}${report.state === 'partial' ? ' · days not sealed left open' : ''}`,
              request,
            ),
            alternative: `Line chart of visitors by day. ${descriptions}${table.rows.length > 31 ? '; and more, in the table below' : ''}. ${report.days.missing.length > 0 ? `${report.days.missing.length} days are not sealed and left open.` : ''}${earlierInWords(request)} ${notesOfDays}`,
          },
        );
  return html`<div class="part">${chart}${report.days.asked === 1 ? '' : notesList(notes)}${rowNotes(table, 0, report.method.k)}${foldTable(withoutNotes(table), { locale: request.locale, maxRows: 366, k: report.method.k })}</div>`;
}
