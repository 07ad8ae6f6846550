/** Explains how an inside report was made. It may not claim more than the design guarantees. */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import type { Html } from './figures.ts';

/** The unit of each bound, in words. */
export const BOUNDS: Readonly<Record<string, string>> = {
  visits: 'visits',
  page_views: 'page views in total',
  engaged_seconds: 'engaged seconds',
  pages: 'pages',
  page_views_per_page: 'page views per page',
  hours: 'hours',
  subjects: 'topics, and the same number of goals',
  actions: 'kinds of action',
  events_per_action: 'events per kind of action',
  keys_per_action: 'properties per action',
  worth_cents: 'cents of conversion value',
};

export function method(report: ReportData, locale: string): Html {
  const number = new Intl.NumberFormat(locale);
  return html`<p>Days run from midnight to midnight, ${report.timeZone}. Visitors whose browsers object (Global Privacy Control, Do Not Track) and known bots are not counted; most server logs do not record objections. The day a visitor-day lasts is the only thing that ties its events together; when it is over the key is destroyed, and only counts remain.</p>
<p>Totals and days are exact. All other tables are counted within bounds, so that no single visitor-day can sway them; they can therefore add up to less than the totals. One visitor-day adds at most:</p>
<ul class="bounds">${Object.entries(report.method.bounds).map(([name, bound]) => html`<li><b>${number.format(bound)}</b> ${BOUNDS[name] ?? name}</li>`)}</ul>
${outsideHtml(report, number)}<p>Rows of fewer than ${report.method.k} visitor-days are left out. That is a courtesy between colleagues, not protection: this report is <strong>internal</strong>, and its figures must not be published.</p>`;
}

function outsideHtml({ method: { outside: counted } }: ReportData, number: Intl.NumberFormat): Html {
  if (counted === undefined) return html``;
  return html`<p>Not part of any visitor-day, and never released: <b>${number.format(counted.opted_out)}</b> events from visitors who object, counted without any detail; <b>${number.format(counted.late)}</b> events that arrived after their day was sealed; <b>${number.format(counted.without_visitor)}</b> events without a visitor, whose page views and seconds are in the totals.</p>
`;
}
