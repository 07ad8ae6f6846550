/**
 * Computes the facts of any arrivals in plain TypeScript from the written definitions (docs/facts.md), one visitor-day
 * at a time. It shares nothing with the SQL, so that a mistake would have to be made twice.
 */
import type { ArrivalRow } from '#core/event/fields';
import { DEFAULT_BOUNDS, type Bounds } from '#core/facts/fact';

export type OracleFacts = Record<string, Map<string, Record<string, number>>>;
export interface OracleOptions {
  readonly bounds?: Bounds;
  readonly worthCents?: number;
  readonly siteDays: readonly { site: string; day: string }[];
}

const by = <T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const row of rows) (groups.get(keyOf(row)) ?? groups.set(keyOf(row), []).get(keyOf(row)))?.push(row);
  return groups;
};
const byId = (rows: readonly ArrivalRow[]) => rows.toSorted((a, b) => (a.event_id < b.event_id ? -1 : 1));
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
const DEDUPE_ORDER = [
  'hour',
  'name',
  'path',
  'site',
  'day',
  'visitor',
  'topic',
  'goal',
  'referrer',
  'source',
  'medium',
  'campaign',
  'country',
  'language',
  'browser',
  'browser_major',
  'os',
  'device',
  'screen',
  'entry',
  'engaged_seconds',
  'scroll_pct',
  'worth_cents',
] as const;

const text = (row: ArrivalRow) =>
  Object.keys(row.props ?? {})
    .toSorted()
    .map((key) => `${key.length}:${key}${row.props?.[key]?.length}:${row.props?.[key]}`)
    .join('');

/** Orders nulls last, numbers as numbers, text by code unit (the tests use ASCII). */
function compare(a: ArrivalRow, b: ArrivalRow): number {
  for (const name of DEDUPE_ORDER) {
    const [x, y] = [a[name], b[name]];
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -1 : 1;
  }
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

export const isView = (row: ArrivalRow) => row.name === 'pageview';
const isEntry = (row: ArrivalRow) => isView(row) && row.entry === true;
const isAction = (row: ArrivalRow) => !isView(row) && row.name !== 'engagement';

/** Keys are `site|day|grain...`; measures by name. */
export function oracle(arrivals: readonly ArrivalRow[], options: OracleOptions): OracleFacts {
  const bounds = options.bounds ?? DEFAULT_BOUNDS;
  const most = options.worthCents ?? 100_000;
  const facts: OracleFacts = Object.fromEntries(
    [
      'days',
      'pages',
      'landings',
      'sources',
      'referrers',
      'campaigns',
      'visitors',
      'hours',
      'demand',
      'actions',
      'completeness',
    ].map((name) => [name, new Map()]),
  );
  const add = (fact: string, grain: readonly (string | number)[], measures: Record<string, number>) => {
    const cell = facts[fact]?.get(grain.join('|')) ?? {};
    for (const [name, value] of Object.entries(measures)) cell[name] = (cell[name] ?? 0) + value;
    facts[fact]?.set(grain.join('|'), cell);
  };
  const zeros = ['visitors', 'visits', 'page_views', 'engaged_seconds', 'single_page_visitors'];
  for (const { site, day } of options.siteDays)
    add(
      'days',
      [site, day],
      Object.fromEntries(
        zeros.flatMap((name) => [
          [name, 0],
          [`${name}_bounded`, 0],
        ]),
      ),
    );

  const copies = by(
    arrivals.filter((row) => row.outcome === 'stored'),
    (row) => row.event_id,
  );
  const events = [...copies.values()].map((rows) => rows.toSorted(compare)[0] as ArrivalRow);
  for (const rows of by(
    arrivals.filter((one) => one.outcome !== 'stored'),
    (row) => `${row.event_id}|${row.site}|${row.day}|${row.outcome}|${row.reason}`,
  ).values()) {
    // A row counts as many items as it says, once.
    const most = rows.toSorted((a, b) => (b.items ?? 1) - (a.items ?? 1));
    for (const [index, row] of most.entries())
      add(
        'completeness',
        [
          row.site,
          row.day,
          ...(index === 0 ? [row.outcome, row.reason ?? '(none)'] : ['duplicate', 'duplicate']),
        ],
        { items: row.items ?? 1 },
      );
  }
  for (const row of events) add('completeness', [row.site, row.day, 'stored', '(none)'], { items: 1 });
  for (const rows of copies.values())
    for (const row of rows.slice(1))
      add('completeness', [row.site, row.day, 'duplicate', 'duplicate'], { items: 1 });

  for (const row of events)
    add('days', [row.site, row.day], {
      page_views: isView(row) ? 1 : 0,
      visits: isEntry(row) ? 1 : 0,
      engaged_seconds: row.engaged_seconds ?? 0,
    });
  for (const rows of by(
    events.filter((row) => row.visitor !== null),
    (row) => `${row.site}|${row.day}|${row.visitor}`,
  ).values()) {
    if (rows.every((row) => row.name === 'engagement')) continue;
    visitorDay(byId(rows), bounds, most, add);
  }
  return facts;
}

function visitorDay(
  rows: readonly ArrivalRow[],
  bounds: Bounds,
  most: number,
  add: (fact: string, grain: readonly (string | number)[], measures: Record<string, number>) => void,
): void {
  const { site, day } = rows[0] as ArrivalRow;
  const at = (...grain: (string | number)[]) => [site, day, ...grain];
  const views = rows.filter(isView);
  const entries = rows.filter(isEntry);
  const entry = entries[0];
  const single = views.length === 1 ? 1 : 0;
  const visits = views.length > 0 && entries.length === 0 ? 1 : entries.length;
  add('days', at(), {
    visitors: 1,
    visits: visits - entries.length,
    single_page_visitors: single,
    visitors_bounded: 1,
    visits_bounded: Math.min(visits, bounds.visits),
    page_views_bounded: Math.min(views.length, bounds.page_views),
    engaged_seconds_bounded: Math.min(sum(rows.map((row) => row.engaged_seconds)), bounds.engaged_seconds),
    single_page_visitors_bounded: single,
  });

  const seen = [...new Set(views.map((row) => row.path ?? '(unknown)'))];
  const landing = entry === undefined ? undefined : (entry.path ?? '(unknown)');
  const paths = landing === undefined ? seen : [landing, ...seen.filter((path) => path !== landing)];
  let left = bounds.engaged_seconds;
  for (const path of paths.slice(0, bounds.pages)) {
    const here = rows.filter((row) => (row.path ?? '(unknown)') === path);
    const reading = here.find((row) => row.scroll_pct !== null)?.scroll_pct;
    const seconds = Math.min(left, sum(here.map((row) => row.engaged_seconds)));
    left -= seconds;
    add('pages', at(path), {
      visitors: 1,
      page_views: Math.min(here.filter(isView).length, bounds.page_views_per_page),
      scroll_pct_sum: reading ?? 0,
      scrolls: reading === undefined ? 0 : 1,
      engaged_seconds: seconds,
    });
  }

  const medium =
    views.length === 0 ? undefined : entry === undefined ? '(unknown)' : (entry.medium ?? '(unknown)');
  if (entry !== undefined) {
    add('landings', at(landing ?? '', medium ?? ''), { visitors: 1, single_page_visitors: single });
    if (entry.referrer !== '(internal)') add('referrers', at(entry.referrer ?? '(none)'), { visits: 1 });
    const same = entries.filter((row) => row.source === entry.source && row.medium === entry.medium).length;
    add('sources', at(entry.source ?? '(none)', medium ?? ''), {
      visitors: 1,
      visits: Math.min(same, bounds.visits),
    });
  } else if (views.length > 0) {
    add('sources', at('(unknown)', '(unknown)'), { visitors: 1, visits: 1 });
  }
  const campaign = entries.find((row) => row.campaign !== null)?.campaign;
  if (campaign !== undefined && campaign !== null)
    add('campaigns', at(campaign), {
      visitors: 1,
      visits: Math.min(bounds.visits, entries.filter((row) => row.campaign === campaign).length),
    });

  const one = (value: (row: ArrivalRow) => string | null) =>
    rows.map(value).find((text) => text !== null && text !== '(unknown)') ?? '(unknown)';
  const country = one((row) => row.country);
  const language = one((row) => row.language);
  const n = views.length;
  const dimensions: Record<string, string> = {
    country,
    language,
    browser: one((row) => row.browser),
    browser_version: one((row) =>
      row.browser === null || row.browser === '(unknown)' || row.browser_major === null
        ? null
        : `${row.browser} ${row.browser_major}`,
    ),
    system: one((row) => row.os),
    device: one((row) => row.device),
    screen: one((row) => row.screen),
    depth: n <= 2 ? String(n) : n <= 5 ? '3-5' : n <= 10 ? '6-10' : '11+',
  };
  for (const [dimension, value] of Object.entries(dimensions))
    add('visitors', at(dimension, value), { visitors: 1 });

  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  for (const hour of [...new Set(views.map((row) => row.hour ?? -1))].slice(0, bounds.hours))
    add('hours', at(weekday, hour), { visitors: 1 });

  const topics = [...new Set(views.map((row) => row.topic ?? '(no topic)'))];
  const ordered = [
    ...topics.filter((topic) => topic !== '(no topic)'),
    ...topics.filter((topic) => topic === '(no topic)'),
  ];
  const goals = [...new Set(rows.filter(isAction).flatMap((row) => row.goal ?? []))];
  for (const [kind, subjects] of [
    ['topic', ordered],
    ['goal', goals],
  ] as const) {
    for (const subject of subjects.slice(0, bounds.subjects)) {
      for (const [dimension, value] of [
        ['(all)', '(all)'],
        ['country', country],
        ['language', language],
        ['medium', medium ?? '(none)'],
        ['campaign', campaign ?? '(none)'],
      ] as const) {
        add('demand', at(kind, subject, dimension, value), { visitors: 1 });
      }
    }
  }

  for (const name of [...new Set(rows.filter(isAction).map((row) => row.name ?? ''))].slice(
    0,
    bounds.actions,
  )) {
    const acts = rows.filter((row) => row.name === name);
    add('actions', at(name, '', ''), {
      visitors: 1,
      events: Math.min(acts.length, bounds.events_per_action),
      worth_cents: Math.max(0, Math.min(most, sum(acts.map((row) => row.worth_cents)))),
    });
    const props = acts[0]?.props ?? {};
    for (const key of Object.keys(props).toSorted().slice(0, bounds.keys_per_action))
      add('actions', at(name, key, props[key] ?? ''), { visitors: 1, events: 0, worth_cents: 0 });
  }
}
