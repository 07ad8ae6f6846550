/** Reports as the contract's JSON. It may not change a figure. */
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import { escapeControls } from './terminal-text.ts';

/** One report as it is, several as {"reports": [...]}; all inside or all released, as each of them says. */
export function renderJson(reports: readonly InsideReport[] | readonly ReleasedReport[]): string {
  return `${escapeControls(JSON.stringify(reports.length === 1 ? reports[0] : { reports }, null, 2))}\n`;
}
