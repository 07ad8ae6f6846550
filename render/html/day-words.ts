/** Terms for the counted unit: over a single day, visitor-days are visitors. */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import type { Html } from './figures.ts';

/** Returns the unit, capitalised for the start of a caption. */
export function visitorUnit({ days }: Pick<ReportData, 'days'>): string {
  return days.asked === 1 ? 'Visitors' : 'Visitor-days';
}

/** Returns the report with labels that say visitors, if it covers one day. */
export function withDayWords<R extends ReportData>(report: R): R {
  if (report.days.asked !== 1) return report;
  const tables = report.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      label: column.label.replace('Visitor-day', 'Visitor').replace('visitor-day', 'visitor'),
    })),
  }));
  return { ...report, tables };
}

/** Explains the unit before its first figure; empty if the page speaks of visitors. */
export function unitNote({ days }: Pick<ReportData, 'days'>): Html {
  return days.asked === 1
    ? html``
    : html`<p class="note unit">Breakdowns count visitor-days: one visitor on one day is one visitor-day, and a person who comes on two days counts twice.</p>`;
}
