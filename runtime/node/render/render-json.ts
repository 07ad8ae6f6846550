/** Reports as the contract's JSON. It may not change a figure. */
import type { ReportData } from '#core/report/report';

/** One report as it is, several as {"reports": [...]}. */
export function renderJson(reports: readonly ReportData[]): string {
  return `${JSON.stringify(reports.length === 1 ? reports[0] : { reports }, null, 2)}\n`;
}
