/** How to read the report, how it was made, and its data to take away. It may not claim more than the design holds. */
import { html } from 'hono/html';
import type { ReportData } from '#core/report/report';
import { csvName, renderCsv } from '../render-csv.ts';
import type { Html } from './figures.ts';
import type { PageRequest } from './report-page.ts';

export const HOW_TO_READ: Html = html`<dl class="terms">
<div><dt>Visitor-day</dt><dd>One visitor on one day. Nobody is recognised on another day: a person on two days, or on two networks, counts twice. Over one day visitor-days are visitors; over several days they are not people.</dd></div>
<div><dt>Visit</dt><dd>An arrival from outside: by a link from elsewhere, a bookmark, or the address typed in. A visitor-day that shows no arrival counts as one visit of unknown source.</dd></div>
<div><dt>Page view</dt><dd>A page shown once.</dd></div>
<div><dt>Engaged time</dt><dd>Seconds in which a page was visible and the visitor active, as browsers report it. Server logs do not tell it.</dd></div>
<div><dt>Share</dt><dd>Of all visitor-days of the site in the period, those left out for being too few included. A visitor-day can see several pages, so the shares of pages add up to more than 100 %.</dd></div>
<div><dt>Left out</dt><dd>A row of too few visitor-days is not shown. It is neither zero nor unknown.</dd></div>
</dl>`;

/** What each bound counts. */
export const BOUNDS: Readonly<Record<string, string>> = {
  visits: 'visits', page_views: 'page views in all', engaged_seconds: 'engaged seconds', pages: 'pages', page_views_per_page: 'page views of one page', hours: 'hours',
  subjects: 'topics, and as many goals', actions: 'kinds of action', events_per_action: 'events of one kind of action', keys_per_action: 'properties of an action', worth_cents: 'cents of worth',
};

export function method(report: ReportData, locale: string): Html {
  const number = new Intl.NumberFormat(locale);
  return html`<p>Days run from midnight to midnight, ${report.timeZone}. Visitors whose browsers object (Global Privacy Control, Do Not Track) and known bots are not counted; server logs mostly do not tell of objections. The day a visitor-day lasts is the only thing that ties its events together; when it is over the key is destroyed, and only counts remain.</p>
<p>Totals and days are exact. All other tables are counted within bounds, so that no single visitor-day can sway them; they can therefore add up to less than the totals. One visitor-day adds at most:</p>
<ul class="bounds">${Object.entries(report.method.bounds).map(([name, bound]) => html`<li><b>${number.format(bound)}</b> ${BOUNDS[name] ?? name}</li>`)}</ul>
<p>Rows of fewer than ${report.method.k} visitor-days are left out. That is courtesy within the house, not protection: this report is <strong>internal</strong>, and its figures are not fit to publish.</p>`;
}

/** Every table as a link that holds its CSV. */
export function data(request: PageRequest): Html {
  return html`<p>Each table with all its rows, as CSV.</p><div class="downloads">${request.reports.map((report) => html`<div><h3>${titleOf(request, report.report)}</h3><ul>${report.tables.map((table) => html`<li><a download="${csvName(report, table)}" href="data:text/csv;charset=utf-8;base64,${Buffer.from(renderCsv(table, { locale: request.locale })).toString('base64')}">${table.title}</a> <span class="rows">${table.rows.length}</span></li>`)}</ul></div>`)}</div>`;
}

function titleOf(request: PageRequest, name: string): string {
  return request.definitions.find((one) => one.name === name)?.title ?? name;
}
