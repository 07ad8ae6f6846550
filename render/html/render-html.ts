/** Renders inside reports as one self-contained HTML file. It may not leave out INTERNAL. */
import { html } from 'hono/html';
import { headline } from '#core/report/headline';
import { periodPhrase, periodTitle } from '#core/report/period-title';
import { daysPart } from './days-part.ts';
import { demandByCountry } from './demand-by-country.ts';
import { devicesPart } from './devices-part.ts';
import type { ReportData } from '#core/report/report';
import type { Html } from './figures.ts';
import { dataLinks } from './data-links.ts';
import { unitNote, withDayWords } from './day-words.ts';
import { HOW_TO_READ } from './how-to-read.ts';
import { INSIDE_STYLE, STAMP } from './inside-stamp.ts';
import { method } from './method.ts';
import { pageOf, stateLine } from './page-skeleton.ts';
import { ranking } from './ranking.ts';
import { headReport, pageTitle, type HtmlRequest } from './report-page.ts';
import { sections } from './sections.ts';
import { mergedSentence } from '../merged-sentence.ts';
import { tiles, type Previous } from './tiles.ts';
import { weekTable } from './week-table.ts';

export type { HtmlRequest } from './report-page.ts';

/** Renders the whole page. Because it shows inside tables, it says INTERNAL at its head and on every printed sheet. */
export async function renderHtml(original: HtmlRequest): Promise<string> {
  const request = { ...original, reports: original.reports.map(withDayWords) };
  const [first] = request.reports;
  if (first === undefined) return '';
  const period = periodTitle(request.period);
  const title = pageTitle(request);
  return pageOf({
    title: `${title}: ${request.siteName}, ${period} (INTERNAL)`,
    kicker: title,
    heading: request.siteName,
    subheading: period,
    state: html`${stateLine(first, 'sealed')}${mergedLine(first)}`,
    banner: STAMP,
    lead: await summaryHtml(request),
    style: INSIDE_STYLE,
    unlisted: true,
    simulated: first.simulated === true,
    sections: [
      ...(await sections(request, {
        days: daysPart,
        ranking,
        devices: devicesPart,
        week: weekTable,
        by_country: demandByCountry,
      })),
      { id: 'how-to-read', title: 'How to read this', body: HOW_TO_READ },
      { id: 'method', title: 'Method', body: method(first, request.locale) },
      { id: 'data', title: 'Data', body: dataLinks(request, 'Each table with all its rows, as CSV.') },
    ],
    foot: html`<p>Headcount counts heads, never faces. <b>INTERNAL</b>: not for publication. ${request.siteName}, ${first.from} to ${first.to}, ${first.timeZone}.</p>`,
  });
}

function mergedLine({ days, from, to }: ReportData): Html {
  return days.merged === undefined
    ? html``
    : html`<p class="state">${mergedSentence(days.merged, { from, to })}</p>`;
}

async function summaryHtml(request: HtmlRequest): Promise<Html> {
  const audience = headReport(request);
  if (audience === undefined) return html``;
  const previous: Previous | undefined =
    request.previous === undefined || request.previous.report.days.sealed === 0
      ? undefined
      : {
          report: request.previous.report,
          when: periodPhrase(request.previous.period),
          ...(request.previous.through === undefined ? {} : { through: request.previous.through }),
        };
  const number = new Intl.NumberFormat(request.locale, { maximumFractionDigits: 0 });
  const sentence = headline({ report: audience, when: periodPhrase(request.period) }, previous, (value) =>
    number.format(value),
  );
  return html`<p class="headline">${sentence}</p>${tiles(audience, previous, request.locale)}${unitNote(audience)}`;
}
