/** Words for what is counted: over one day visitor-days are visitors. It may not change a figure. */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import type { Html } from './figures.ts';

/** The unit as it begins a caption. */
export function visitorUnit({ days }: Pick<ReportData, 'days'>): string {
  return days.asked === 1 ? 'Visitors' : 'Visitor-days';
}

/** The report with labels that say visitors, where it covers one day. */
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

/** The unit explained before its first figure; empty where the page speaks of visitors. */
export function explainedUnit({ days }: Pick<ReportData, 'days'>): Html {
  return days.asked === 1
    ? html``
    : html`<p class="note unit">Breakdowns count visitor-days: one visitor on one day is one visitor-day, and a person who comes on two days counts twice.</p>`;
}
