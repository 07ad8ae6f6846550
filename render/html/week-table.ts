/** Visitor-days by weekday and hour as a table. It may not fill in hours that are left out. */
import { html } from 'hono/html';
import { daysIn, isoWeekday } from '#core/report/period';
import { rowNotes } from './data-table.ts';
import { visitorUnit } from './day-words.ts';
import type { Html } from './figures.ts';
import { heatTable } from './heat-table.ts';
import { WEEKDAYS } from './readable-value.ts';
import { partialNote, type TableEntry, type PageRequest } from './report-page.ts';

/** Renders the visitor-days in each of the 168 hours of a week, added up over the period. */
export function weekTable(entry: TableEntry, request: PageRequest): Html {
  const { report, table } = entry;
  if (table.rows.length === 0)
    return html`<p class="empty">${table.withheld ? `No hour reached ${report.method.k} visitor-days: too few to show.` : 'No visitors in the period.'}</p>`;
  const figureByHour = new Map(table.rows.map((row) => [`${row[0]} ${row[1]}`, Number(row[2])]));
  const missing = new Set([...report.days.missing, ...(report.days.merged ?? [])]);
  const coveredWeekdays = new Set(
    daysIn(report)
      .filter((day) => !missing.has(day))
      .map(isoWeekday),
  );
  const number = new Intl.NumberFormat(request.locale, { notation: 'compact', maximumFractionDigits: 1 });
  return html`<p class="caption">${visitorUnit(report)} by weekday and hour, ${report.timeZone}${partialNote(entry)}. Each visitor-day counts in at most ${report.method.bounds['hours'] ?? 3} hours.</p>
${heatTable({
  title: 'Visitor-days by weekday and hour',
  corner: 'Hour',
  dense: true,
  emptyLabel: 'too few to show',
  format: (value) => number.format(value),
  columns: Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
  rows: WEEKDAYS.map((label, index) => ({
    label,
    placeholder: coveredWeekdays.has(index + 1) ? undefined : 'no such day in these figures',
    cells: Array.from({ length: 24 }, (_, hour) => figureByHour.get(`${index + 1} ${hour}`)),
  })),
})}${rowNotes(table, 0, report.method.k, 'Hours')}`;
}
