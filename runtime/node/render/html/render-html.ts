/** Reports as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. It may not query. */
import { html, raw } from 'hono/html';
import { headline } from '#core/report/headline';
import { runsOf } from '#core/report/period';
import { dayRuns, inPeriod, periodTitle } from '#core/report/period-title';
import type { ReportData } from '#core/report/report';
import { data, HOW_TO_READ, method } from './method.ts';
import type { Html } from './figures.ts';
import type { HtmlRequest } from './report-page.ts';
import { mergedSentence } from '../merged-sentence.ts';
import { sections, type Section } from './sections.ts';
import { STYLE } from './style.ts';
import { tiles, type Previous } from './tiles.ts';

export type { HtmlRequest } from './report-page.ts';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The whole page. Takes inside tables, and so says INTERNAL at its head and on every sheet of paper. */
export async function renderHtml(request: HtmlRequest): Promise<string> {
  const [first] = request.reports;
  if (first === undefined) return '';
  const period = periodTitle(request.period);
  const title = request.reports.length > 1 ? 'Market research report' : request.definitions.find((one) => one.name === first.report)?.title ?? first.report;
  const parts: readonly Section[] = [
    ...await sections(request),
    { id: 'how-to-read', title: 'How to read this', body: HOW_TO_READ },
    { id: 'method', title: 'Method', body: method(first, request.locale) },
    { id: 'data', title: 'Data', body: data(request) },
  ];
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}: ${request.siteName}, ${period} (INTERNAL)</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the figures</a>
<p class="stamp" aria-label="Internal: not for publication"><b>INTERNAL</b> not for publication</p>
<header>
<p class="kicker">${title}</p>
<h1>${request.siteName}</h1>
<p class="period">${period}</p>
${state(first)}${merged(first)}
</header>
<main id="content">
${await summary(request)}
<nav aria-label="Sections"><ol>${parts.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ol></nav>
${parts.map((part) => html`<section id="${part.id}" aria-labelledby="${part.id}-title"><h2 id="${part.id}-title">${part.title}</h2>${part.body}</section>`)}
</main>
<footer><p>Headcount counts heads, never faces. <b>INTERNAL</b>: not for publication. ${request.siteName}, ${first.from} to ${first.to}, ${first.timeZone}.</p></footer>
</body>
</html>
`;
  return String(await page);
}

function state({ state: is, days, from, to }: ReportData): Html {
  if (is === 'complete') return html`<p class="state"><span class="badge">Complete</span> ${days.asked === 1 ? `1 day, ${from}` : `${days.asked} days, ${from} to ${to}`}</p>`;
  return html`<p class="state"><span class="badge partial">Partial</span> ${days.sealed} of ${days.asked} days are sealed; missing: ${dayRuns(runsOf(days.missing))}</p>`;
}

function merged({ days, from, to }: ReportData): Html {
  return days.merged === undefined ? html`` : html`<p class="state">${mergedSentence(days.merged, { from, to })}</p>`;
}

async function summary(request: HtmlRequest): Promise<Html> {
  const audience = request.reports.find((one) => one.report === 'audience');
  if (audience === undefined || !audience.tables.some((table) => table.name === 'total')) return html``;
  const previous: Previous | undefined = request.previous === undefined || request.previous.report.days.sealed === 0
    ? undefined
    : { report: request.previous.report, when: inPeriod(request.previous.period) };
  const number = new Intl.NumberFormat(request.locale, { maximumFractionDigits: 0 });
  const sentence = headline({ report: audience, when: inPeriod(request.period) }, previous, (value) => number.format(value));
  return html`<p class="headline">${sentence}</p>${tiles(audience, previous, request.locale)}`;
}
