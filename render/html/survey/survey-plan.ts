/** Renders the plan of a released survey as one self-contained HTML file. */
import { html } from 'hono/html';
import type { InsideReport } from '#core/report/figures';
import { dataTable } from '../data-table.ts';
import { INSIDE_STYLE, STAMP } from '../inside-stamp.ts';
import { pageOf } from '../page-skeleton.ts';
import type { SurveyPage } from './survey-sections.ts';

/** Renders the whole page. */
export async function renderSurveyPlan(report: InsideReport, { name, locale }: SurveyPage): Promise<string> {
  const title = 'Plan of a released survey';
  return pageOf({
    title: `${title}: ${name} (INTERNAL)`,
    kicker: title,
    heading: name,
    subheading: report.tables[0]?.title ?? title,
    banner: STAMP,
    lead: html`<p>By the declared noise and typical cells, not by any count of a cell. Error: half of the 95 % interval, relative to the typical cell.</p>`,
    style: INSIDE_STYLE,
    unlisted: true,
    sections: report.tables.map((table) => ({
      id: table.name,
      title,
      body: dataTable(table, { locale, maxRows: 25, k: undefined }),
    })),
    foot: html`<p><b>INTERNAL</b>: not for publication.</p>`,
  });
}
