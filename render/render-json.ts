/** Renders reports as the JSON of the contract. */
import type { InsideReport, ReleasedReport } from '#core/report/figures';
import { escapeControls } from './terminal-text.ts';

/** Renders one report as an object, and several as {"reports": [...]}, which are all inside or all released. */
export function renderJson(reports: readonly InsideReport[] | readonly ReleasedReport[]): string {
  return `${escapeControls(JSON.stringify(reports.length === 1 ? reports[0] : { reports }, null, 2))}\n`;
}
