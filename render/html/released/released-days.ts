/** Released visitors by day as a band. It may not draw days that are mostly noise, nor a line across a missing one. */
import { html } from 'hono/html';
import { daysIn, isoWeekday } from '#core/report/period';
import type { ReleasedReport } from '#core/report/figures';
import type { ReportTable } from '#core/report/report';
import { roundToInterval } from '#core/report/round-to-interval';
import { figureText } from '../../format-figure.ts';
import { intervalOf, shownColumns } from '../../shown-columns.ts';
import { notesList, numberNotes } from '../day-notes.ts';
import { drawnEarlier, earlierInWords, withKey } from '../chart-key.ts';
import { figureOf, type Html } from '../figures.ts';
import { partialNote, type TableEntry, type PageRequest } from '../report-page.ts';
import { bandData } from './released-chart-data.ts';
import { foldReleasedTable } from './released-table.ts';

/** Renders the band with its figures below, or a sentence if most days may be zero. */
export async function releasedDays(
  entry: TableEntry<ReleasedReport>,
  request: PageRequest<ReleasedReport>,
): Promise<Html> {
  const column = shownColumns(entry.table).find((shown) => shown.column.name === 'visitors')?.column;
  if (entry.definition.releasedChart === undefined) return html``;
  const { table } = entry;
  const report = withGaps(entry.report, table);
  if (column === undefined || table.rows.length === 0)
    return html`<div class="part"><p class="empty">No single day is released.</p></div>`;
  const { locale, annotations } = request;
  const figures = html`${foldReleasedTable(table, { locale, maxRows: 366, changes: true })}`;
  // A single day makes no line, and the tiles show its figure.
  if (report.days.asked === 1) return html`<div class="part">${figures}</div>`;
  if (!isInformative(table))
    return html`<div class="part"><p class="empty">Single days are too uncertain to draw: with so few visitors the noise of a day is as large as its figure. The whole month says more.</p>${figures}</div>`;
  const descriptions = table.rows
    .slice(0, 31)
    .map((row) => `${row[0]}: ${figureText(column, intervalOf(table, row, 'visitors') ?? null, locale)}`)
    .join('; ');
  const weekendNote =
    report.days.asked <= 120 && daysIn(report).some((day) => isoWeekday(day) > 5) ? ' · weekends shaded' : '';
  const numbered = numberNotes(annotations, report);
  const notes = numbered.map(({ day, text }) => `${day}: ${text}`).join('; ');
  const chart = await figureOf(
    entry.definition.releasedChart,
    () => bandData(report, table, annotations, drawnEarlier(request)?.report),
    report.days.asked,
    {
      caption: withKey(
        `Visitors by day, with the range of each${partialNote({ report })}${weekendNote}${report.days.missing.length > 0 ? ' · days without figures left open' : ''}`,
        request,
      ),
      alternative: `Line chart of visitors by day within a band. ${descriptions}${table.rows.length > 31 ? '; and more, in the table below' : ''}. ${gapSentence(report.days.missing.length)}${earlierInWords(request)} ${notes}`,
    },
  );
  return html`<div class="part">${chart}${notesList(numbered)}${figures}</div>`;
}

function gapSentence(days: number): string {
  if (days === 0) return '';
  return days === 1
    ? '1 day has no figure and is left open.'
    : `${days} days have no figures and are left open.`;
}

/**
 * Marks days without a row as missing: a month may be released without each of its days, and the chart leaves open what
 * its table lacks.
 */
function withGaps(report: ReleasedReport, table: ReportTable): ReleasedReport {
  const shownDays = new Set(table.rows.map(([day]) => day));
  return {
    ...report,
    days: { ...report.days, missing: daysIn(report).filter((day) => !shownDays.has(day)) },
  };
}

/** Whether at least half of the days are certainly above zero. */
function isInformative(table: ReportTable): boolean {
  const sure = table.rows.filter((row) => {
    const figure = intervalOf(table, row, 'visitors') ?? null;
    return figure !== null && roundToInterval(figure, 'count').low > 0;
  });
  return sure.length * 2 >= table.rows.length;
}
