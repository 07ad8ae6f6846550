/** Download links for the tables of a page. */
import { html } from 'hono/html';
import { csvName, renderCsv } from '../render-csv.ts';
import type { Html } from './figures.ts';
import type { PageRequest } from './report-page.ts';

/** Reports with their titles. */
interface TitledReports extends Pick<PageRequest, 'reports' | 'locale'> {
  readonly definitions: readonly { readonly name: string; readonly title: string }[];
}

/** Renders each table as a link that contains its CSV. */
export function dataLinks(request: TitledReports, words: string): Html {
  return html`<p>${words}</p><div class="downloads">${request.reports.map((report) => html`<div><h3>${titleOf(request, report.report)}</h3><ul>${report.tables.map((table) => html`<li><a download="${csvName(report, table)}" href="data:text/csv;charset=utf-8;base64,${Buffer.from(renderCsv(table, { locale: request.locale })).toString('base64')}">${table.title}</a> <span class="rows">${table.rows.length}</span></li>`)}</ul></div>`)}</div>`;
}

function titleOf(request: TitledReports, name: string): string {
  return request.definitions.find((definition) => definition.name === name)?.title ?? name;
}
