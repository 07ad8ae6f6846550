/** The sections of a report page, in reading order, the same inside and released. They may not work out nor draw a figure. */
import { html } from 'hono/html';
import type { Cell, ReportData } from '#core/report/report';
import type { Html } from './figures.ts';
import type { Section } from './page-skeleton.ts';
import type { RankingLook } from './ranking-look.ts';
import { countryName, depthName, languageName, reserved, screenName } from './readable-value.ts';
import { find, type Found, type PageRequest } from './report-page.ts';

/** Width of a part beside another, in pixels. */
const HALF = 424;

type Made = Html | Promise<Html>;

/** How parts are shown: exact inside, with their intervals released. What is not there comes back empty. */
export interface Drawers<R extends ReportData> {
  readonly days: (request: PageRequest<R>) => Made;
  readonly ranking: (found: Found<R> | undefined, request: PageRequest<R>, look: RankingLook) => Made;
  readonly devices: (request: PageRequest<R>) => Made;
  readonly week: (request: PageRequest<R>) => Made;
  readonly byCountry: (request: PageRequest<R>) => Made;
}

/** The sections whose reports were asked for, without those that have nothing to say. */
export async function sections<R extends ReportData>(
  request: PageRequest<R>,
  draw: Drawers<R>,
): Promise<readonly Section[]> {
  const has = (report: string) =>
    request.reports.some((one) => one.report === report && one.tables.length > 0);
  const part = (report: string, table: string, look: RankingLook) =>
    draw.ranking(find(request, report, table), request, look);
  const made: (Section | undefined)[] = [
    has('audience')
      ? {
          id: 'days',
          title: 'Days',
          body: html`${await draw.days(request)}${await part('audience', 'depth', { title: 'Page views of a visitor-day', name: depthName, empty: 'Nobody came.' })}`,
        }
      : undefined,
    has('content') || has('demand')
      ? { id: 'pages', title: 'Topics and pages', body: await pages(part) }
      : undefined,
    has('content') || has('acquisition')
      ? { id: 'landings', title: 'Landing pages', body: await landings(part) }
      : undefined,
    has('acquisition') ? { id: 'sources', title: 'Sources', body: await sources(part) } : undefined,
    has('market') || has('demand')
      ? {
          id: 'demand',
          title: 'Demand by country',
          body: html`${await part('market', 'countries', { title: 'Countries', name: countryName, most: 12, empty: 'No country is known.' })}${await draw.byCountry(request)}`,
        }
      : undefined,
    has('market')
      ? {
          id: 'language',
          title: 'Language',
          body: await part('market', 'languages', {
            title: 'Languages',
            alone: true,
            name: languageName,
            most: 8,
            empty: 'No language is known.',
          }),
        }
      : undefined,
    has('market')
      ? {
          id: 'technology',
          title: 'Technology',
          body: html`${await draw.devices(request)}${await technology(part)}`,
        }
      : undefined,
    has('market') ? { id: 'week', title: 'The week', body: await draw.week(request) } : undefined,
    has('actions') || has('demand')
      ? { id: 'actions', title: 'Actions', body: await actions(part) }
      : undefined,
  ];
  const bodies = await Promise.all(made.map(async (section) => String((await section?.body) ?? '')));
  return made.filter((section, index) => section !== undefined && bodies[index] !== '') as Section[];
}

type Part = (report: string, table: string, look: RankingLook) => Made;

async function pages(part: Part): Promise<Html> {
  const topics = await part('demand', 'topics', {
    title: 'Topics',
    empty: 'No topics: give rules for them in the configuration, and they count from the next day on.',
  });
  return html`${topics}${await part('content', 'pages', { title: 'Pages', most: 12, open: true, without: ['seconds_per_visitor'], empty: 'No page was seen.' })}`;
}

async function landings(part: Part): Promise<Html> {
  const all = await part('content', 'landings', {
    title: 'Where visits begin',
    empty: 'No visit began in the period.',
  });
  return html`${all}${await part('acquisition', 'landings_by_medium', {
    title: 'Landing pages by medium',
    label: (row: readonly Cell[]) => `${reserved(String(row[1]))} · ${row[0]}`,
    empty: 'No visit began in the period.',
  })}`;
}

const direct = (source: string) => (source === '(none)' ? 'Direct' : reserved(source));

async function sources(part: Part): Promise<Html> {
  const named = (source: string, medium: string) =>
    source === '(none)' || source === '(unknown)'
      ? direct(source)
      : `${reserved(source)} · ${reserved(medium)}`;
  const all = await part('acquisition', 'sources', {
    title: 'Sources and media',
    name: direct,
    label: (row) => named(String(row[0]), String(row[1])),
    most: 12,
    open: true,
    empty: 'No visit began in the period.',
  });
  return html`${all}${pairs([
    await part('acquisition', 'referrers', {
      title: 'Referrers',
      value: 'visits',
      width: HALF,
      empty: 'No other site led here.',
    }),
    await part('acquisition', 'campaigns', {
      title: 'Campaigns',
      width: HALF,
      empty: 'No visit came by a campaign.',
    }),
  ])}`;
}

async function technology(part: Part): Promise<Html> {
  const one = (table: string, title: string, name: (value: string) => string = reserved, most = 8) =>
    part('market', table, { title, name, most, width: HALF, empty: 'Unknown.' });
  return pairs([
    await one('browsers', 'Browsers'),
    await one('systems', 'Operating systems'),
    await one('browser_versions', 'Browser versions'),
    await one('screens', 'Screen widths', screenName),
  ]);
}

async function actions(part: Part): Promise<Html> {
  const names = await part('actions', 'names', {
    title: 'What visitors did',
    open: true,
    empty: "No action was reported: see the tracker's headcount(name) for the site's own.",
  });
  return html`${names}${pairs([
    await part('demand', 'goals', {
      title: 'Goals',
      width: HALF,
      empty: 'No goal was reached, or none is configured.',
    }),
    await part('actions', 'props', {
      title: 'Properties',
      label: (row) => row.slice(0, 3).join(' · '),
      width: HALF,
      empty: 'No properties are kept.',
    }),
  ])}`;
}

/** Two beside each other, those that are empty left out. */
function pairs(parts: readonly Awaited<Html>[]): Html {
  const there = parts.filter((part) => String(part) !== '');
  const rows = Array.from({ length: Math.ceil(there.length / 2) }, (_, index) =>
    there.slice(2 * index, 2 * index + 2),
  );
  return html`${rows.map((row) => html`<div class="pair">${row}</div>`)}`;
}
