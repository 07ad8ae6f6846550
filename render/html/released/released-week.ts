/** Released visitor-days by weekday and hour as a table. It may not fill in hours that are too uncertain. */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import { daysIn, isoWeekday } from '#core/report/period';
import { roundToInterval } from '#core/report/round-to-interval';
import { intervalOf } from '../../shown-columns.ts';
import { rowNotes } from '../data-table.ts';
import type { Html } from '../figures.ts';
import { heatTable } from '../heat-table.ts';
import { WEEKDAYS } from '../readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from '../report-page.ts';
import { foldReleasedTable } from './released-table.ts';

const HOURS = 24;
/** With fewer hours, a table of 168 would be mostly empty. */
const MIN_HOURS = 24;

const clock = (hour: number) => String(hour).padStart(2, '0');

export function releasedWeek(entry: TableEntry<ReleasedReport>, request: PageRequest<ReleasedReport>): Html {
  const { report, table } = entry;
  const { locale } = request;
  const figures = table.rows.flatMap((row) => {
    const figure = intervalOf(table, row, 'visitors') ?? null;
    return figure === null ? [] : [{ name: `${row[0]} ${row[1]}`, ...roundToInterval(figure, 'count') }];
  });
  if (figures.length === 0)
    return html`<p class="empty">Too uncertain to say: no hour of the week stands out from the noise.</p>`;
  const readableTable = {
    ...table,
    columns: table.columns.map((column, index) =>
      index < 2 ? { ...column, type: 'text' as const } : column,
    ),
    rows: table.rows.map(([weekday, hour, ...rest]) => [
      WEEKDAYS[Number(weekday) - 1] ?? '',
      clock(Number(hour)),
      ...rest,
    ]),
  };
  const tableHtml = html`${rowNotes({ ...table, rows: [] }, 0, undefined, 'Hours')}${foldReleasedTable(readableTable, { locale, maxRows: 168, changes: false })}`;
  if (figures.length < MIN_HOURS)
    return html`<p class="empty">Only ${figures.length} of the 168 hours of a week stand out from the noise: too few for a picture.</p>${tableHtml}`;
  const figureByHour = new Map(figures.map(({ name, value }) => [name, value]));
  const largestError = Math.max(
    ...figures.map(({ value, low, high }) => Math.max(value - low, high - value)),
  );
  const missing = new Set(report.days.missing);
  const coveredWeekdays = new Set(
    daysIn(report)
      .filter((day) => !missing.has(day))
      .map(isoWeekday),
  );
  const number = new Intl.NumberFormat(locale);
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  return html`<p class="caption">Visitor-days by weekday and hour, ${report.timeZone}${partialNote(entry)}: about so many, each to within ${number.format(largestError)}. Each visitor-day counts in at most ${report.method.bounds['hours'] ?? 3} hours.</p>
${heatTable({
  title: 'Visitor-days by weekday and hour',
  corner: 'Hour',
  dense: true,
  emptyLabel: 'too uncertain to show',
  format: (value) => (value < 10_000 ? number : compact).format(value),
  columns: Array.from({ length: HOURS }, (_, hour) => clock(hour)),
  rows: WEEKDAYS.map((label, index) => ({
    label,
    placeholder: coveredWeekdays.has(index + 1) ? undefined : 'no such day in these figures',
    cells: Array.from({ length: HOURS }, (_, hour) => figureByHour.get(`${index + 1} ${hour}`)),
  })),
})}${tableHtml}`;
}
