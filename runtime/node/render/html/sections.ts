/** The sections of a report page, in reading order. They may not work out figures beyond sums of what they show. */
import { html } from 'hono/html';
import type { Cell } from '#core/report/report';
import { daysIn, isoWeekday } from '#core/report/period';
import { formatCell } from '../format-cell.ts';
import { daysData, partsData, partsOf } from './chart-data.ts';
import { folded, notes } from './data-table.ts';
import { demandByCountry } from './demand-by-country.ts';
import { figureOf, type Html } from './figures.ts';
import { weekTable } from './week-table.ts';
import { partial, ranking } from './ranking.ts';
import { countryName, depthName, deviceName, languageName, reserved, screenName } from './readable-value.ts';
import { find, type HtmlRequest } from './report-page.ts';

const HALF = 424;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** The sections whose reports were asked for. */
export async function sections(request: HtmlRequest): Promise<readonly Section[]> {
  const has = (report: string) => request.reports.some((one) => one.report === report && one.tables.length > 0);
  const made: (Section | undefined)[] = [
    has('audience') ? { id: 'days', title: 'Days', body: await days(request) } : undefined,
    has('content') || has('demand') ? { id: 'pages', title: 'Topics and pages', body: html`${await topics(request)}${await pages(request)}` } : undefined,
    has('content') || has('acquisition') ? { id: 'landings', title: 'Landing pages', body: await landings(request) } : undefined,
    has('acquisition') ? { id: 'sources', title: 'Sources', body: await sources(request) } : undefined,
    has('market') || has('demand') ? { id: 'demand', title: 'Demand by country', body: await countries(request) } : undefined,
    has('market') ? { id: 'language', title: 'Language', body: await language(request) } : undefined,
    has('market') ? { id: 'technology', title: 'Technology', body: await technology(request) } : undefined,
    has('market') ? { id: 'week', title: 'The week', body: weekTable(request) } : undefined,
    has('actions') || has('demand') ? { id: 'actions', title: 'Actions', body: await actions(request) } : undefined,
  ];
  return made.filter((section) => section !== undefined);
}

async function days(request: HtmlRequest): Promise<Html> {
  const found = find(request, 'audience', 'days');
  if (found?.declared.chart === undefined) return html``;
  const { report, table } = found;
  const number = new Intl.NumberFormat(request.locale);
  const said = table.rows.slice(0, 31).map((row) => `${row[0]}: ${number.format(Number(row[1]))}`).join('; ');
  const notesOfDays = request.annotations.filter((one) => one.day >= report.from && one.day <= report.to).map((one) => `${one.day}: ${one.text}`).join('; ');
  // One day is no line: the tiles have said it.
  const chart = report.days.asked === 1 ? html`` : await figureOf(found.declared.chart, () => daysData(report, table, request.annotations), report.days.asked, {
    caption: `Visitors by day${partial(found)}${report.days.asked <= 120 && daysIn(report).some((day) => isoWeekday(day) > 5) ? ' · weekends shaded' : ''}${report.state === 'partial' ? ' · days not sealed left open' : ''}`,
    alternative: `Line chart of visitors by day. ${said}${table.rows.length > 31 ? '; and more, in the table below' : ''}. ${report.days.missing.length > 0 ? `${report.days.missing.length} days are not sealed and left open.` : ''} ${notesOfDays}`,
  });
  const depth = await ranking(find(request, 'audience', 'depth'), request, { title: 'Page views of a visitor-day', name: depthName, empty: 'Nobody came.' });
  return html`<div class="part">${chart}${notes(table, 0, report.method.k)}${folded({ ...table, withheld: false }, { locale: request.locale, most: 366, k: report.method.k })}</div>${depth}`;
}

function topics(request: HtmlRequest): Promise<Html> {
  return ranking(find(request, 'demand', 'topics'), request, { title: 'Topics', empty: 'No topics: give rules for them in the configuration, and they count from the next day on.' });
}

function pages(request: HtmlRequest): Promise<Html> {
  return ranking(find(request, 'content', 'pages'), request, { title: 'Pages', most: 12, open: true, without: ['seconds_per_visitor'], empty: 'No page was seen.' });
}

async function landings(request: HtmlRequest): Promise<Html> {
  const all = await ranking(find(request, 'content', 'landings'), request, { title: 'Where visits begin', empty: 'No visit began in the period.' });
  const byMedium = await ranking(find(request, 'acquisition', 'landings_by_medium'), request, {
    title: 'Landing pages by medium', label: (row: readonly Cell[]) => `${reserved(String(row[1]))} · ${row[0]}`, empty: 'No visit began in the period.',
  });
  return html`${all}${byMedium}`;
}

const direct = (source: string) => (source === '(none)' ? 'Direct' : reserved(source));

async function sources(request: HtmlRequest): Promise<Html> {
  const named = (source: string, medium: string) => (source === '(none)' || source === '(unknown)' ? direct(source) : `${reserved(source)} · ${reserved(medium)}`);
  const parts = [
    await ranking(find(request, 'acquisition', 'sources'), request, { title: 'Sources and media', name: direct, label: (row) => named(String(row[0]), String(row[1])), most: 12, open: true, empty: 'No visit began in the period.' }),
    await ranking(find(request, 'acquisition', 'referrers'), request, { title: 'Referrers', value: 'visits', width: HALF, empty: 'No other site led here.' }),
    await ranking(find(request, 'acquisition', 'campaigns'), request, { title: 'Campaigns', width: HALF, empty: 'No visit came by a campaign.' }),
  ];
  return html`${parts[0]}<div class="pair">${parts[1]}${parts[2]}</div>`;
}

async function countries(request: HtmlRequest): Promise<Html> {
  return html`${await ranking(find(request, 'market', 'countries'), request, { title: 'Countries', name: countryName, most: 12, empty: 'No country is known.' })}${demandByCountry(request)}`;
}

function language(request: HtmlRequest): Promise<Html> {
  return ranking(find(request, 'market', 'languages'), request, { title: 'Languages', alone: true, name: languageName, most: 8, empty: 'No language is known.' });
}

async function technology(request: HtmlRequest): Promise<Html> {
  const part = (table: string, title: string, name: (value: string) => string = reserved, most = 8) => ranking(find(request, 'market', table), request, { title, name, most, width: HALF, empty: 'Unknown.' });
  return html`${await devices(request)}<div class="pair">${await part('browsers', 'Browsers')}${await part('systems', 'Operating systems')}</div><div class="pair">${await part('browser_versions', 'Browser versions')}${await part('screens', 'Screen widths', screenName)}</div>`;
}

async function devices(request: HtmlRequest): Promise<Html> {
  const found = find(request, 'market', 'devices');
  if (found?.declared.chart === undefined || found.table.rows.length === 0) return html``;
  const parts = partsOf(found.table, deviceName);
  const share = (part: { readonly share: number }) => formatCell({ name: 'share', type: 'percent', label: '' }, part.share, request.locale);
  const chart = await figureOf(found.declared.chart, (width) => partsData(parts, (part) => `${part.label} ${share(part)}`, width), found.report.days.asked, {
    caption: `Share of visitor-days${partial(found)}`, alternative: `One bar of 100 per cent. Devices: ${parts.map((part) => `${part.label} ${share(part)}`).join('; ')}.`,
  });
  return html`<div class="part"><h3>Devices</h3>${chart}<ul class="legend">${parts.map((part) => html`<li><span class="swatch" style="background:${part.shade}"></span>${part.label} <b>${share(part)}</b></li>`)}</ul>${folded(found.table, { locale: request.locale, most: 10, k: found.report.method.k, names: { value: deviceName } })}</div>`;
}

async function actions(request: HtmlRequest): Promise<Html> {
  const parts = [
    await ranking(find(request, 'actions', 'names'), request, { title: 'What visitors did', open: true, empty: 'No action was reported: see the tracker\'s headcount(name) for the site\'s own.' }),
    await ranking(find(request, 'demand', 'goals'), request, { title: 'Goals', width: HALF, empty: 'No goal was reached, or none is configured.' }),
    await ranking(find(request, 'actions', 'props'), request, { title: 'Properties', label: (row) => row.slice(0, 3).join(' · '), width: HALF, empty: 'No properties are kept.' }),
  ];
  return html`${parts[0]}<div class="pair">${parts[1]}${parts[2]}</div>`;
}
