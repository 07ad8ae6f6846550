/**
 * Visitor-days with known truth and realistic correlations, for the linkage attack: seeded, so that the table in docs
 * is stable.
 */
import type { ArrivalRow } from '#core/event/fields';

/** The attributes of one visitor-day; the attacker knows all but one. */
export interface Truth {
  readonly country: string;
  readonly language: string;
  readonly device: string;
  readonly system: string;
  readonly browser: string;
  readonly screen: string;
  readonly source: string;
  readonly medium: string;
  readonly landing: string;
  readonly topic: string;
  readonly hour: string;
  readonly depth: string;
  readonly goal: string;
  readonly plan: string;
}
export type Attribute = keyof Truth;

/** A small, fast generator (mulberry32); good enough to simulate, never used for privacy. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Values with their weights. */
export type Weights = Readonly<Record<string, number>>;

/** Draws a value by its weight. */
export function pick(random: () => number, weights: Weights): string {
  const entries = Object.entries(weights);
  let left = random() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of entries) {
    left -= weight;
    if (left < 0) return value;
  }
  return entries[0]?.[0] ?? '';
}

const COUNTRIES: Weights = { DE: 45, AT: 10, CH: 10, US: 15, GB: 8, FR: 7, PL: 5 };
const LANGUAGE: Readonly<Record<string, Weights>> = {
  DE: { de: 88, en: 8, tr: 4 },
  AT: { de: 90, en: 10 },
  CH: { de: 60, fr: 30, en: 10 },
  US: { en: 90, es: 10 },
  GB: { en: 96, pl: 4 },
  FR: { fr: 90, en: 10 },
  PL: { pl: 85, en: 15 },
};
const SYSTEM: Readonly<Record<string, Weights>> = {
  desktop: { Windows: 65, macOS: 25, Linux: 10 },
  mobile: { Android: 55, iOS: 45 },
  tablet: { iOS: 70, Android: 30 },
};
const BROWSER: Readonly<Record<string, Weights>> = {
  Windows: { Chrome: 60, Edge: 25, Firefox: 15 },
  macOS: { Safari: 55, Chrome: 40, Firefox: 5 },
  Linux: { Firefox: 55, Chrome: 45 },
  Android: { Chrome: 80, Samsung: 20 },
  iOS: { Safari: 90, Chrome: 10 },
};
const SCREEN: Readonly<Record<string, Weights>> = {
  desktop: { '1440+': 60, '992-1439': 40 },
  mobile: { '<576': 95, '576-767': 5 },
  tablet: { '768-991': 70, '992-1439': 30 },
};
const SOURCES: Weights = {
  '(none)/direct': 38,
  'Google/search': 30,
  'Bing/search': 6,
  'LinkedIn/social': 8,
  'newsletter/mail': 8,
  'ChatGPT/ai': 4,
  'partner.example/referral': 6,
};
const HOURS: Weights = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [String(hour), hour < 7 ? 1 : hour < 19 ? 6 : 3]),
);
const TOPICS = ['Microscopes', 'Telescopes', 'Workshops', 'Blog'];

/**
 * Draws one visitor-day with realistic correlations: language with country, system with device, landing with medium.
 */
export function truth(random: () => number): Truth {
  const country = pick(random, COUNTRIES);
  const device = pick(random, { desktop: 58, mobile: 37, tablet: 5 });
  const system = pick(random, SYSTEM[device] ?? {});
  const [source = '', medium = ''] = pick(random, SOURCES).split('/');
  const page = medium === 'direct' ? 0 : Math.floor(random() ** 2 * 20);
  return {
    country,
    device,
    system,
    source,
    medium,
    language: pick(random, LANGUAGE[country] ?? {}),
    browser: pick(random, BROWSER[system] ?? {}),
    screen: pick(random, SCREEN[device] ?? {}),
    landing: page === 0 ? '/' : `/p/${page}`,
    topic: TOPICS[page % TOPICS.length] ?? 'Blog',
    hour: pick(random, HOURS),
    depth: pick(random, { 1: 50, 2: 22, '3-5': 20, '6-10': 6, '11+': 2 }),
    goal: random() < 0.08 ? 'signup' : '(none)',
    plan: pick(random, { free: 70, pro: 30 }),
  };
}

const PAGES: Readonly<Record<string, number>> = { 1: 1, 2: 2, '3-5': 4, '6-10': 8, '11+': 12 };

/** Returns the arrivals of one visitor-day. */
export function arrivalsOf(one: Truth, site: string, day: string, random: () => number): ArrivalRow[] {
  const hex = () =>
    Array.from({ length: 4 }, () =>
      Math.floor(random() * 4294967296)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  const visitor = hex();
  const common: Omit<ArrivalRow, 'event_id' | 'name' | 'path' | 'topic' | 'goal' | 'entry' | 'props'> = {
    site,
    day,
    visitor,
    hour: Number(one.hour),
    outcome: 'stored',
    reason: null,
    referrer: one.medium === 'direct' ? '(none)' : one.source,
    source: one.source,
    medium: one.medium,
    campaign: one.medium === 'mail' ? 'spring' : null,
    country: one.country,
    language: one.language,
    browser: one.browser,
    browser_major: 131,
    os: one.system,
    device: one.device,
    screen: one.screen,
    engaged_seconds: null,
    scroll_pct: null,
    worth_cents: null,
    items: null,
    keying: 'c'.repeat(32),
  };
  const rows: ArrivalRow[] = Array.from({ length: PAGES[one.depth] ?? 1 }, () => ({
    ...common,
    event_id: hex(),
    name: 'pageview',
    path: one.landing,
    topic: one.topic,
    goal: null,
    entry: true,
    props: {},
  }));
  if (one.goal !== '(none)')
    rows.push({
      ...common,
      event_id: hex(),
      name: one.goal,
      path: one.landing,
      topic: one.topic,
      goal: one.goal,
      entry: null,
      props: { plan: one.plan },
    });
  return rows;
}
