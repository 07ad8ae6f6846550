/**
 * Random arrivals with every difficulty of a day: heavy visitors, reused ids, midnight beacons, rows without a visitor.
 */
import type { ArrivalRow } from '#core/event/fields';

export interface RandomOptions {
  readonly sites: readonly string[];
  readonly days: readonly string[];
  readonly visitors: number;
  readonly random: () => number;
}

const BOTS = [
  ['bot', 'bot'],
  ['opted_out', 'opted_out'],
  ['rejected', 'invalid_event'],
  ['excluded', 'excluded'],
  ['duplicate', 'duplicate'],
  ['late', 'late'],
] as const;

export function randomArrivals({ sites, days, visitors, random }: RandomOptions): ArrivalRow[] {
  const below = (n: number) => Math.floor(random() * n);
  const of = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const hex = () => Array.from({ length: 4 }, () => below(4294967296).toString(16).padStart(8, '0')).join('');
  const rows: ArrivalRow[] = [];
  for (let count = 0; count < visitors; count += 1) {
    const [site, day] = [of(sites), of(days)];
    const visitor = random() < 0.06 ? null : hex();
    const heavy = random() < 0.1;
    const hasty = random() < 0.4;
    const onlyBeacons = random() < 0.05;
    const described = () => ({
      language: of([null, 'de', 'en']),
      browser: of(['Chrome', 'Firefox', '(unknown)']),
      browser_major: of([null, 131, 132]),
      os: of(['Linux', '(unknown)', 'iOS']),
      device: of(['desktop', 'mobile', 'other']),
      screen: of([null, '<576', '1440+']),
    });
    // Half the visitors keep their attributes for a day, except the country, so that several rows share one of some
    // values.
    const steady = random() < 0.5 ? described() : undefined;
    for (let index = 0, n = 1 + below(heavy ? 60 : 6); index < n; index += 1) {
      const name = onlyBeacons
        ? 'engagement'
        : of([
            'pageview',
            'pageview',
            'pageview',
            'engagement',
            'engagement',
            'signup',
            'download',
            'a',
            'b',
          ]);
      const view = name === 'pageview';
      const row: ArrivalRow = {
        event_id: hex(),
        site,
        day,
        hour: below(24),
        outcome: 'stored',
        reason: null,
        visitor,
        name,
        path: random() < 0.03 ? null : `/p/${below(heavy ? 30 : 5)}`,
        topic: random() < 0.05 ? null : of(['(no topic)', 'A', 'B', 'C', 'D', 'E']),
        goal: name === 'signup' || name === 'download' || name === 'a' ? name : null,
        referrer: of(['(none)', '(internal)', '(private)', 'google.com', 'github.io']),
        source: of(['(none)', 'Google', 'GitHub']),
        medium: of(['direct', 'search', 'referral', 'mail']),
        campaign: of([null, null, 'spring', 'autumn', 'x']),
        country: of(['DE', 'AT', '(unknown)', 'US']),
        ...(steady ?? described()),
        entry: view ? random() < 0.35 : null,
        engaged_seconds: name === 'engagement' ? below(hasty ? 5 : heavy ? 400 : 90) : null,
        scroll_pct: name === 'engagement' && random() < 0.8 ? below(101) : null,
        props:
          view || random() < 0.3
            ? {}
            : Object.fromEntries(
                ['plan', 'file', 'z', 'host']
                  .filter(() => random() < 0.6)
                  .map((key) => [key, of(['x', 'y', '(other)'])]),
              ),
        worth_cents: name === 'signup' && random() < 0.7 ? below(90_000) : null,
        items: null,
        keying: visitor === null ? null : 'c'.repeat(32),
      };
      rows.push(row);
      // The same client id again: an exact copy, or other content under one id.
      if (random() < 0.12) rows.push({ ...row });
      if (random() < 0.08)
        rows.push({
          ...row,
          hour: below(24),
          name: of(['pageview', 'engagement', 'signup']),
          path: `/p/${below(5)}`,
          entry: random() < 0.5,
        });
      if (random() < 0.08)
        rows.push({ ...row, props: Object.fromEntries(Object.entries(row.props ?? {}).toReversed()) });
      if (random() < 0.05) rows.push({ ...row, props: { ...row.props, plan: 'pro' } });
    }
    if (random() < 0.5) {
      const [outcome, reason] = of(BOTS);
      rows.push({
        ...EMPTY,
        event_id: hex(),
        site: random() < 0.2 ? '(unknown)' : site,
        day,
        outcome,
        reason,
        items: of([null, 1, 2, 500]),
      });
    }
  }
  return rows;
}

const EMPTY: Omit<ArrivalRow, 'event_id' | 'site' | 'day' | 'outcome' | 'reason' | 'items'> = {
  hour: null,
  visitor: null,
  name: null,
  path: null,
  topic: null,
  goal: null,
  referrer: null,
  source: null,
  medium: null,
  campaign: null,
  country: null,
  language: null,
  browser: null,
  browser_major: null,
  os: null,
  device: null,
  screen: null,
  entry: null,
  engaged_seconds: null,
  scroll_pct: null,
  props: null,
  worth_cents: null,
  keying: null,
};

/** Counts the items of rows, as the books do. */
export function itemsOfAll(rows: readonly ArrivalRow[]): number {
  return rows.reduce((sum, row) => sum + (row.items ?? 1), 0);
}

/** mulberry32, seeded so that a failure can be reproduced. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const copy = [...values];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}
