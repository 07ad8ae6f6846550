/** Releases for tests: lifelike exact rows of a shop, drawn by the project's own `drawTable` with seeded noise. */
import { compileConfig, type CompiledSite } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { drawTable, type Noise } from '#core/disclosure/draw-table';
import { FIXED_LISTS_VERSION } from '#core/disclosure/fixed-lists';
import { PROFILES } from '#core/disclosure/profiles';
import { CATALOGUE_VERSION, releaseCatalogue, type TableSpec } from '#core/disclosure/release-catalogue';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { listedNames } from '#core/disclosure/listed-names';
import { publicCells } from '#core/disclosure/vocabularies';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { daysIn, isoWeekday, periodAround } from '#core/report/period';
import { FACTS } from '#queries/facts/catalogue';
import { seededBits } from './seeded-bits.ts';

const BOUNDS = { ...DEFAULT_BOUNDS, worth_cents: 100_000 };
/** Shares of a shop's visitor-days; they need not add up: visitor-days see several pages. */
const PAGES = {
  '/': 0.52,
  '/products': 0.31,
  '/products/microscopes': 0.22,
  '/products/telescopes': 0.17,
  '/products/binoculars': 0.08,
  '/guides/first-telescope': 0.14,
  '/guides/slide-preparation': 0.06,
  '/prices': 0.11,
  '/contact': 0.05,
  '/about': 0.04,
  '/jobs': 0.02,
  '/imprint': 0.01,
};
const OPEN_PAGES = { '/blog/lunar-eclipse': 0.07, '/blog/new-lens': 0.03, '/blog/draft': 0.0004 };
const DIMENSIONS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  countries: {
    DE: 0.43,
    AT: 0.12,
    CH: 0.09,
    FR: 0.08,
    NL: 0.06,
    US: 0.05,
    GB: 0.04,
    PL: 0.03,
    IT: 0.03,
    ES: 0.02,
    DK: 0.015,
    CZ: 0.01,
    SE: 0.008,
    '(unknown)': 0.017,
  },
  languages: {
    de: 0.61,
    en: 0.17,
    fr: 0.08,
    nl: 0.05,
    pl: 0.03,
    it: 0.03,
    es: 0.015,
    da: 0.01,
    '(unknown)': 0.005,
  },
  devices: { desktop: 0.51, mobile: 0.43, tablet: 0.05, other: 0.006, '(unknown)': 0.004 },
  browsers: {
    Chrome: 0.44,
    Safari: 0.27,
    Firefox: 0.14,
    'Microsoft Edge': 0.1,
    'Samsung Internet for Android': 0.03,
    Opera: 0.012,
    '(unknown)': 0.008,
  },
  systems: { Windows: 0.36, Android: 0.26, iOS: 0.2, macOS: 0.12, Linux: 0.05, '(unknown)': 0.01 },
  screens: {
    '<576': 0.4,
    '576-767': 0.04,
    '768-991': 0.07,
    '992-1439': 0.21,
    '1440+': 0.26,
    '(unknown)': 0.02,
  },
  depth: { '1': 0.46, '2': 0.2, '3-5': 0.21, '6-10': 0.09, '11+': 0.04 },
};
const SOURCES: readonly (readonly [string, string, number])[] = [
  ['(none)', 'direct', 0.34],
  ['Google', 'search', 0.33],
  ['DuckDuckGo', 'search', 0.05],
  ['Bing', 'search', 0.04],
  ['LinkedIn', 'social', 0.06],
  ['Reddit', 'social', 0.03],
  ['astro-forum.example', 'referral', 0.05],
  ['(unknown)', '(unknown)', 0.06],
];
const REFERRERS = {
  '(none)': 0.36,
  'google.com': 0.3,
  'duckduckgo.com': 0.05,
  'bing.com': 0.04,
  'linkedin.com': 0.05,
  'astro-forum.example': 0.05,
  'small-club.example': 0.004,
};
const TOPICS = { Microscopes: 0.24, Telescopes: 0.3, Binoculars: 0.09, '(no topic)': 0.55 };
const GOALS = { signup: 0.012, download: 0.06 };
const ACTIONS = { ...GOALS, outbound: 0.05, not_found: 0.008, 'video played': 0.03 };
const MEDIA = { search: 0.42, direct: 0.34, social: 0.09, referral: 0.05 };

/** The shop's configuration. */
export function shop(id = 'shop'): CompiledSite {
  const config = parseConfig(
    JSON.stringify({
      timeZone: 'Europe/Berlin',
      sites: [
        {
          id,
          name: 'Lens & Light',
          hosts: ['www.example.com'],
          published: Object.keys(PAGES),
          goals: Object.keys(GOALS),
          campaigns: ['spring-2026', 'trade-fair'],
          topics: [
            { name: 'Microscopes', paths: ['/products/microscopes*'] },
            { name: 'Telescopes', paths: ['/products/telescopes*'] },
            { name: 'Binoculars', paths: ['/products/binoculars*'] },
          ],
        },
      ],
    }),
  );
  return compileConfig(config).site(id) as CompiledSite;
}

export interface Traffic {
  readonly site: CompiledSite;
  /** YYYY-MM */
  readonly month: string;
  /** On a middling weekday. */
  readonly visitorsPerDay: number;
  readonly seed: number;
  /** Replaces the project's own, for tests that must know it. */
  readonly noise?: Noise;
  /** Days that are not sealed. */
  readonly missing?: readonly string[];
  /** Without the month's own release: its days alone. */
  readonly daysOnly?: boolean;
  /** Tables that the site leaves out. */
  readonly without?: readonly string[];
}

export interface Drawn {
  readonly releases: readonly StoredRelease[];
  /** Every exact figure of the input. */
  readonly exact: readonly number[];
}

/** Draws a month with its days. Exact figures from ten up end in 3, so that a rounded one is never equal. */
export function releasesOf(traffic: Traffic): Drawn {
  const bits = seededBits(traffic.seed);
  const noise: Noise = traffic.noise ?? ((variance) => discreteGaussian(variance, bits));
  const exact = new Set<number>();
  const days = daysIn(periodAround('month', `${traffic.month}-01`)).filter(
    (day) => !traffic.missing?.includes(day),
  );
  const perDay = days.map((day, index) => ({
    day,
    visitors: marked(traffic.visitorsPerDay * weekly(day) * (0.94 + 0.13 * wave(index + traffic.seed))),
  }));
  const visitors = perDay.reduce((sum, one) => sum + one.visitors, 0);
  const draw = (
    period: string,
    level: StoredRelease['level'],
    of: readonly string[],
    count: number,
  ): StoredRelease => ({
    site: traffic.site.id,
    period,
    level,
    days: of,
    timeZone: 'Europe/Berlin',
    catalogue: CATALOGUE_VERSION,
    lists: FIXED_LISTS_VERSION,
    profile: 'default',
    bounds: BOUNDS,
    drawnOn: '2026-12-02',
    tables: releaseCatalogue(FACTS, level, BOUNDS, PROFILES.default)
      .filter((spec) => !traffic.without?.includes(spec.name))
      .map((spec) => {
        const rows = exactRows(spec, count);
        for (const row of rows) for (const { name } of spec.measures) exact.add(Number(row[name]));
        return drawTable(spec, rows, publicCells(spec.cells, listedNames(traffic.site)), noise);
      }),
  });
  const daily = perDay.map((one) => draw(one.day, 'day', [one.day], one.visitors));
  return {
    releases: traffic.daysOnly === true ? daily : [...daily, draw(traffic.month, 'month', days, visitors)],
    exact: [...exact],
  };
}

function exactRows(spec: TableSpec, visitors: number): readonly SqlRow[] {
  const cells = (shares: Readonly<Record<string, number>>, key = spec.keys[0] ?? ''): SqlRow[] =>
    Object.entries(shares).map(([value, share]) => ({
      [key]: value,
      visitors: marked(visitors * share),
      page_views: marked(visitors * share * 1.4),
      visits: marked(visitors * share),
    }));
  switch (spec.name) {
    case 'days':
    case 'total':
      return [
        {
          visitors,
          visits: marked(visitors * 1.12),
          page_views: marked(visitors * 2.9),
          engaged_seconds: marked(visitors * 94),
          single_page_visitors: marked(visitors * 0.46),
        },
      ];
    case 'pages':
      return cells({ ...PAGES, ...OPEN_PAGES });
    case 'landings':
      return cells({
        '/': 0.4,
        '/guides/first-telescope': 0.13,
        '/blog/lunar-eclipse': 0.06,
        '/products/telescopes': 0.05,
        '/prices': 0.02,
      });
    case 'sources':
      return SOURCES.map(([source, medium, share]) => ({
        source,
        medium,
        visitors: marked(visitors * share),
      }));
    case 'referrers':
      return cells(REFERRERS);
    case 'campaigns':
      return cells({ 'spring-2026': 0.04, 'trade-fair': 0.015 });
    case 'hours':
      return [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
        Array.from({ length: 24 }, (_, hour) => ({
          weekday,
          hour,
          visitors: marked(
            visitors *
              0.009 *
              (weekday > 5 ? 0.6 : 1) *
              (hour < 6 ? 0.12 : 0.4 + 0.8 * Math.sin(((hour - 6) / 18) * Math.PI)),
          ),
        })),
      );
    case 'topics':
      return cells(TOPICS);
    case 'goals':
      return cells(GOALS);
    case 'topics_by':
      return joined(spec, visitors, TOPICS);
    case 'goals_by':
      return joined(spec, visitors, GOALS);
    case 'names':
      return cells(ACTIONS);
    default:
      return cells(DIMENSIONS[spec.name] ?? {});
  }
}

function joined(spec: TableSpec, visitors: number, subjects: Readonly<Record<string, number>>): SqlRow[] {
  return Object.entries(subjects).flatMap(([subject, share]) =>
    Object.entries({ country: DIMENSIONS['countries'] ?? {}, medium: MEDIA }).flatMap(([dimension, values]) =>
      Object.entries(values).map(([value, part]) => ({
        [spec.keys[0] ?? '']: subject,
        dimension,
        value,
        visitors: marked(visitors * share * part),
      })),
    ),
  );
}

/** Returns a whole number that ends in 3, from ten up. */
function marked(value: number): number {
  const whole = Math.round(value);
  return whole < 10 ? whole : whole - (whole % 10) + 3;
}

const weekly = (day: string) => (isoWeekday(day) > 5 ? 0.62 : 1 + (0.05 * (3 - isoWeekday(day))) / 2);
const wave = (index: number) => (Math.sin(index * 2.399) + 1) / 2;
