/**
 * Renders the released survey of the register as one self-contained HTML file. It accepts released figures only, and
 * may not claim more than their noise guarantees.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import type { SurveyMethod } from '#core/report/report';
import { figureText } from '../../format-figure.ts';
import { intervalOf } from '../../shown-columns.ts';
import { dataLinks } from '../data-links.ts';
import { pageTable } from '../data-table.ts';
import type { Html } from '../figures.ts';
import { pageOf } from '../page-skeleton.ts';
import { releasedRanking } from '../released/released-ranking.ts';
import { RELEASED_STYLE } from '../released/released-style.ts';
import { breakdownsOf, paragraphs, surveySections, type SurveyPage } from './survey-sections.ts';

const TITLE = 'Survey of the register';

/** Renders the whole page; tables in which nothing stands out from the noise share a sentence. */
export async function renderReleasedSurvey(report: ReleasedReport, page: SurveyPage): Promise<string> {
  const { from, to, timeZone } = report;
  const request = {
    reports: [report],
    definitions: [{ name: report.report, title: TITLE }],
    locale: page.locale,
  };
  const breakdowns = breakdownsOf(report);
  const empty = breakdowns.filter(({ rows }) => rows.length === 0).map(({ title }) => title.toLowerCase());
  return pageOf({
    title: `${TITLE}: ${page.name}, ${from.slice(0, 4)}`,
    kicker: TITLE,
    heading: page.name,
    subheading: from.slice(0, 4),
    lead: leadOf(report, page.locale),
    style: RELEASED_STYLE,
    sections: [
      ...(await surveySections(
        breakdowns.filter(({ rows }) => rows.length > 0),
        (table, look) => releasedRanking({ report, table, definition: page.charts }, page, look),
      )),
      ...(empty.length === 0
        ? []
        : [
            {
              id: 'uncertain',
              title: 'Too uncertain to say',
              body: html`<p>Nothing stands out from the noise in these tables: ${empty.join('; ')}. They are neither empty nor unknown.</p>`,
            },
          ]),
      { id: 'method', title: 'Method', body: methodOf(report, page.locale) },
      {
        id: 'data',
        title: 'Data',
        body: dataLinks(
          request,
          'Each table as it was released, with its ranges in the columns _low and _high.',
        ),
      },
    ],
    foot: html`<p>Released figures: each blurred on purpose, with its range. ${page.name}, register, ${from} to ${to}, ${timeZone}.</p>`,
  });
}

function leadOf({ tables }: ReleasedReport, locale: string): Html {
  const total = tables.find(({ name }) => name === 'total');
  const figure = total === undefined ? null : (intervalOf(total, total.rows[0], 'people') ?? null);
  const words = figureText({ type: 'count' }, figure, locale);
  return html`<p class="headline">People who registered in the year and allow market research: ${words}.</p>
<p class="basis">Every figure is an estimate: noise was added on purpose, so that no figure reveals whether a particular person registered, or for what. The range in brackets is where the counted figure lies 19 times in 20.</p>`;
}

function methodOf({ method: { survey } }: ReleasedReport, locale: string): Html {
  if (survey === undefined) return html``;
  return html`${paragraphs([
    'Counted are people who registered in the year and whose permission for market research stood when the figures ' +
      'were drawn. One person is counted with three topics at most, and in one row of every other table. A random ' +
      'number was added to each count, once; asking again gives the same figure. Every row that could exist was given ' +
      'noise, and rows that do not stand out from it are left out.',
    'Protected is all that one person registered in one calendar year. Somebody who registers in several years is in a ' +
      'release of each, and the costs add up, as the table says. Nothing here comes from usage of the website.',
  ])}${costTables(survey, locale)}`;
}

function costTables(survey: SurveyMethod, locale: string): Html {
  const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 });
  const count = (label: string) => ({ label, type: 'count' as const });
  return html`<details class="expert"><summary>For experts: mechanism and privacy cost</summary>
<p>${survey.noise} noise on integers (Canonne, Kamath and Steinke 2020), accounted by ${survey.accounting}; ρ = ${number.format(survey.rho)} per person and year, added or removed. Catalogue: ${survey.catalogue}.</p>
${pageTable(
  `What the surveys can reveal about one person, at delta ${survey.delta}`,
  [{ label: 'Years in which the person registered', type: 'text' }, count('ε')],
  survey.epsilon.map(({ years, epsilon }) => [String(years), number.format(epsilon)]),
)}
${pageTable(
  'Noise and cost of each table',
  [{ label: 'Table', type: 'text' }, count('Cells per person'), count('σ'), count('ρ'), count('Shown from')],
  survey.tables.map((table) => [
    table.table,
    String(table.cells_per_person),
    number.format(table.sigma),
    number.format(table.rho),
    table.floor === undefined ? '' : String(table.floor),
  ]),
)}</details>`;
}
