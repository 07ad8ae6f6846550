/** The key of a chart of days with two lines: this period drawn through, the earlier one dashed. */
import { html } from 'hono/html';
import { periodTitle } from '#core/report/period-title';
import type { Html } from './figures.ts';
import type { PageRequest } from './report-page.ts';

/** Returns the earlier period where its days are drawn; undefined where there is none, or no day of it. */
export function drawnEarlier({ earlier }: PageRequest): PageRequest['earlier'] {
  const rows = earlier?.report.tables.find(({ name }) => name === 'days')?.rows ?? [];
  return earlier !== undefined && earlier.report.days.asked > 1 && rows.length > 0 ? earlier : undefined;
}

/** Returns a caption with the key behind it; the caption alone where there is one line. */
export function withKey(caption: string, request: PageRequest): Html | string {
  const earlier = drawnEarlier(request);
  if (earlier === undefined) return caption;
  return html`${caption} <span class="key"><i></i>${periodTitle(request.period)}</span> <span class="key"><i class="earlier"></i>${periodTitle(earlier.period)}</span>`;
}

/** Describes the dashed line for readers without the drawing. */
export function earlierInWords(request: PageRequest): string {
  const earlier = drawnEarlier(request);
  return earlier === undefined ? '' : ` A dashed line shows ${periodTitle(earlier.period)} for comparison.`;
}
