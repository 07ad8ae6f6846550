/** Marks a report over days that are not sealed. It may not keep a number that shows single arrivals over time. */
import type { InsideReport } from './figures.ts';
import type { ReportTable } from './report.ts';

/** Returns the report as partial, with none of its days sealed: figures of the day may still grow. */
export function markUnsealed(report: InsideReport, days: readonly string[]): InsideReport {
  return {
    ...report,
    state: 'partial',
    days: { asked: report.days.asked, sealed: 0, missing: days },
    tables: report.tables.map(withoutNumbers),
  };
}

/** Returns the table without the numbers of rows left out: whoever watches them grow sees single arrivals. */
function withoutNumbers(table: ReportTable): ReportTable {
  return table.left_out === undefined
    ? table
    : { ...table, left_out: table.left_out.map(({ rows: _, ...reason }) => reason) };
}
