/**
 * Renders released reports as one self-contained HTML file that can be published unchanged. It accepts released figures
 * only.
 */
import { html } from 'hono/html';
import type { ReleasedReport } from '#core/report/figures';
import { MARK } from '#core/release/name-mark';
import { periodPhrase, periodTitle } from '#core/report/period-title';
import { releasedHeadline } from '#core/report/released-headline';
import type { ReportTable } from '#core/report/report';
import { changeSize, figureText } from '../../format-figure.ts';
import { dataLinks } from '../data-links.ts';
import { unitNote, withDayWords } from '../day-words.ts';
import type { Html } from '../figures.ts';
import { leftOutSentences } from '../../left-out-words.ts';
import { pageOf, stateLine, type Section } from '../page-skeleton.ts';
import { headReport, pageTitle } from '../report-page.ts';
import { sections } from '../sections.ts';
import { releasedDays } from './released-days.ts';
import { releasedDemand } from './released-demand.ts';
import { releasedDevices } from './released-devices.ts';
import { releasedMethod } from './released-method.ts';
import { releasedRanking } from './released-ranking.ts';
import type { ReleasedPageRequest } from './released-request.ts';
import { RELEASED_STYLE } from './released-style.ts';
import { HOW_TO_READ_RELEASED } from './released-terms.ts';
import { kindOf, releasedTiles, totalFigure } from './released-tiles.ts';
import { releasedWeek } from './released-week.ts';

export type { ReleasedPageRequest } from './released-request.ts';

/**
 * Renders the whole page. Tables without anything to show, and tables released for whole months only, share a sentence
 * that says so.
 */
export async function renderReleasedHtml(request: ReleasedPageRequest): Promise<string> {
  const [first] = request.reports;
  if (first === undefined) return '';
  const shown: ReleasedPageRequest = {
    ...request,
    reports: request.reports.map((report) => ({
      ...withDayWords(report),
      tables: withDayWords(report).tables.filter((table) => table.rows.length > 0),
    })),
  };
  const period = periodTitle(request.period);
  const title = pageTitle(request);
  return pageOf({
    title: `${title}: ${request.siteName}, ${period}`,
    kicker: title,
    heading: request.siteName,
    subheading: period,
    state: stateLine(first, 'released'),
    lead: await summaryHtml(shown),
    style: RELEASED_STYLE,
    simulated: first.simulated === true,
    ...(request.mark === undefined || request.mark === '' ? {} : { meta: { [MARK]: request.mark } }),
    sections: [
      ...(await sections(shown, {
        days: releasedDays,
        ranking: releasedRanking,
        devices: releasedDevices,
        week: releasedWeek,
        by_country: releasedDemand,
      })),
      ...unapprovedSection(request),
      ...uncertainSection(request),
      ...monthlySection(request),
      { id: 'how-to-read', title: 'How to read this', body: HOW_TO_READ_RELEASED },
      { id: 'method', title: 'Method', body: releasedMethod(request) },
      {
        id: 'data',
        title: 'Data',
        body: dataLinks(
          shown,
          'Each table with all its rows, as CSV: every figure as it was released, with its range in the ' +
            'columns _low and _high.',
        ),
      },
    ],
    foot: html`<p>Headcount counts heads, never faces. Released figures: each blurred on purpose, with its range. ${request.siteName}, ${first.from} to ${first.to}, ${first.timeZone}.</p>`,
  });
}

/** Returns the titles of the tables without rows for which `matches` is true. */
function titlesWithoutRows(
  { reports }: ReleasedPageRequest,
  matches: (table: ReportTable) => boolean,
): readonly string[] {
  return reports.flatMap((report) =>
    report.tables
      .filter((table) => table.rows.length === 0 && matches(table))
      .map((table) => table.title.toLowerCase()),
  );
}

/** Returns the table with what it says about names that are not shown, and no more. */
function namesOnly(table: ReportTable): ReportTable {
  const reasons = (table.left_out ?? []).filter(
    ({ reason }) => reason === 'not_approved' || reason === 'refused',
  );
  return { ...table, left_out: reasons };
}

const hidesNames = (table: ReportTable) => namesOnly(table).left_out?.length !== 0;

/** Says of tables that show no row what their names wait for; other tables say so beneath their rows. */
function unapprovedSection(request: ReleasedPageRequest): readonly Section[] {
  const tables = request.reports
    .flatMap((report) => report.tables)
    .filter((table) => table.rows.length === 0 && hidesNames(table));
  if (tables.length === 0) return [];
  return [
    {
      id: 'unapproved',
      title: 'Names that are not shown',
      body: html`${tables.map((table) => html`<p>${table.title}: ${leftOutSentences(namesOnly(table)).join(' ')}</p>`)}`,
    },
  ];
}

function uncertainSection(request: ReleasedPageRequest): readonly Section[] {
  const titles = titlesWithoutRows(
    request,
    (table) =>
      table.available === undefined && !hidesNames(table) && (table.withheld || table.left_out !== undefined),
  );
  if (titles.length === 0) return [];
  return [
    {
      id: 'uncertain',
      title: 'Too uncertain to say',
      body: html`<p>So few visitors came that nothing stands out from the noise in these breakdowns: ${titles.join('; ')}. They are neither empty nor unknown; with more visitors they would be shown.</p>`,
    },
  ];
}

function monthlySection(request: ReleasedPageRequest): readonly Section[] {
  const titles = titlesWithoutRows(request, (table) => table.available === 'monthly');
  if (titles.length === 0) return [];
  return [
    {
      id: 'monthly',
      title: 'Breakdowns',
      body: html`<p>Breakdowns are released for whole months only, so that each is drawn once and as precisely as possible: see the report of a month for ${titles.join('; ')}.</p>`,
    },
  ];
}

async function summaryHtml(request: ReleasedPageRequest): Promise<Html> {
  const basis = html`<p class="basis">Every figure is an estimate: noise was added on purpose, so that no figure reveals whether a particular person visited on a day. The range in brackets is where the figure, counted within its bounds, lies 19 times in 20. <a href="#method">How this was made</a></p>`;
  const audience = headReport(request);
  if (audience === undefined || totalFigure(audience, 'visitors_per_day') === undefined) return basis;
  const previous =
    request.previous === undefined || request.previous.report.days.sealed === 0
      ? undefined
      : request.previous;
  return html`<p class="headline">${headlineSentence(audience, previous, request.locale)}</p>${releasedTiles(audience, previous, request.locale)}${basis}${unitNote(audience)}`;
}

function headlineSentence(
  audience: ReleasedReport,
  previous: ReleasedPageRequest['previous'],
  locale: string,
): string {
  const figureOf = (report: ReleasedReport, column = 'visitors_per_day') =>
    totalFigure(report, column) ?? null;
  return releasedHeadline(
    {
      current: figureOf(audience),
      days: audience.days,
      ...(previous === undefined
        ? {}
        : {
            earlier: {
              figure: figureOf(previous.report),
              change: figureOf(previous.compared, 'visitors_per_day_change'),
              when: periodPhrase(previous.period),
              days: previous.report.days,
            },
          }),
    },
    {
      figure: (figure) => figureText(kindOf({ type: 'count' }, figure), figure, locale),
      size: (change) => changeSize(change, locale),
    },
  );
}
