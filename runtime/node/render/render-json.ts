/** Reports as the contract's JSON. It may not change a figure. */
import type { InsideTables } from '#core/report/figures';

/** One report as it is, several as {"reports": [...]}. */
export function renderJson(reports: readonly InsideTables[]): string {
  return `${JSON.stringify(reports.length === 1 ? reports[0] : { reports }, null, 2)}\n`;
}
