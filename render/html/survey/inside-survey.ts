/** Renders the inside survey of the register as one self-contained HTML file. It may not leave out INTERNAL. */
import { html } from 'hono/html';
import type { InsideReport } from '#core/report/figures';
import { dataLinks } from '../data-links.ts';
import type { Html } from '../figures.ts';
import { INSIDE_STYLE, STAMP } from '../inside-stamp.ts';
import { pageOf } from '../page-skeleton.ts';
import { ranking } from '../ranking.ts';
import { breakdownsOf, paragraphs, surveySections, type SurveyPage } from './survey-sections.ts';

const TITLE = 'Survey of the register';

/** Renders the whole page. */
export async function renderInsideSurvey(report: InsideReport, page: SurveyPage): Promise<string> {
  const { from: day, timeZone, method } = report;
  const request = {
    reports: [report],
    definitions: [{ name: report.report, title: TITLE }],
    locale: page.locale,
  };
  return pageOf({
    title: `${TITLE}: ${page.name}, ${day} (INTERNAL)`,
    kicker: TITLE,
    heading: page.name,
    subheading: `State of ${day}`,
    banner: STAMP,
    lead: leadOf(report, page.locale),
    style: INSIDE_STYLE,
    unlisted: true,
    sections: [
      ...(await surveySections(breakdownsOf(report), (table, look) =>
        ranking({ report, table, definition: page.charts }, page, look),
      )),
      {
        id: 'method',
        title: 'Method',
        body: paragraphs([
          'Counted are people, each once per cell, whose permission for market research stood at the moment of ' +
            'counting; whoever withdraws is in no later survey. The table of withdrawals counts months alone. Topics ' +
            'and kinds of form overlap: one person may be in several rows, so that shares add up to more than 100 %.',
          html`Rows of fewer than ${method.k} people are left out, and with them as many of the next smallest as it takes: at least two rows, of at least ${method.k} people together, so that the total minus the rows shown names nobody. Two surveys of different days can still differ by one person: this report is <strong>internal</strong>, and its figures must not be published.`,
          `Nothing here comes from usage of the website, and nothing here can be joined with it. Months are local to ${timeZone}. The reading is on record.`,
        ]),
      },
      { id: 'data', title: 'Data', body: dataLinks(request, 'Each table with all its rows, as CSV.') },
    ],
    foot: html`<p><b>INTERNAL</b>: not for publication. ${page.name}, register, ${day}, ${timeZone}.</p>`,
  });
}

function leadOf({ tables, method }: InsideReport, locale: string): Html {
  const people = tables.find(({ name }) => name === 'total')?.rows[0]?.[0];
  const words =
    typeof people === 'number'
      ? `${new Intl.NumberFormat(locale).format(people)} people allow market research.`
      : `Fewer than ${method.k} people allow market research: too few to count anything.`;
  return html`<p class="headline">${words}</p>`;
}
