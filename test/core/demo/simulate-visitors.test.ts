/** The simulation itself: repeatable, lifelike, and its known truth matches a collector's counts. */
import { describe, expect, it } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { collect } from '#core/collect/collect';
import type { CollectContext } from '#core/collect/raw-request';
import { compileConfig } from '#core/config/compile';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { knownTruth } from '#core/demo/known-truth';
import { ENTRY_PAGES, nextPages } from '#core/demo/paths';
import { simulateVisitors } from '#core/demo/simulate-visitors';
import type { AnonymousEvent } from '#core/event/anonymous-event';
import { simulate } from '#runtime/local/pages/demo/simulate';
import { DEMO_PAGES } from '#runtime/local/pages/demo/pages';
import { createDayKey, random128 } from '#runtime/node/keyed-hash';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const ORIGIN = 'http://127.0.0.1:8787';
const options = { visitors: 400, from: NOW, to: NOW, origin: ORIGIN };

describe('simulated visitors', () => {
  it('simulated visitors are the same for the same seed and different for another', () => {
    const one = simulateVisitors({ ...options, seed: 1 });
    expect(simulateVisitors({ ...options, seed: 1 })).toEqual(one);
    expect(simulateVisitors({ ...options, seed: 2 })).not.toEqual(one);
  });

  it('come from documentation addresses, each from a network of its own', () => {
    const visitors = new Set(simulateVisitors({ ...options, seed: 3 }).map(({ visitor }) => visitor));
    const networks = new Set([...visitors].map(({ ip }) => ip.split('::')[0]));
    expect(networks.size).toBe(visitors.size);
    for (const network of networks) expect(network).toMatch(/^2001:db8:/);
  });

  it('keep to the time they are given, in order', () => {
    const times = simulateVisitors({ ...options, seed: 4, from: NOW - 3_600_000 }).map(
      ({ instantMs }) => instantMs,
    );
    expect(Math.min(...times)).toBeGreaterThanOrEqual(NOW - 3_600_000);
    expect(Math.max(...times)).toBeLessThanOrEqual(NOW);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('walk on pages that the demo site has', () => {
    const pages = [...ENTRY_PAGES, ...[...DEMO_PAGES.keys()].flatMap(nextPages)].map(([, path]) => path);
    for (const path of pages) expect(DEMO_PAGES.has(path), path).toBe(true);
  });

  it('the reported truth balances: the number of requests sent is the sum of their outcomes', () => {
    const requests = simulateVisitors({ ...options, seed: 5 });
    const truth = knownTruth(requests);
    expect(truth.received).toBe(requests.length);
    expect(Object.values(truth.outcomes).reduce((sum, items) => sum + items, 0)).toBe(requests.length);
    expect(truth.visitors).toBe(400);
    for (const counts of [truth.countries, truth.languages, truth.devices, truth.media]) {
      expect(Object.values(counts).reduce((sum, visitors) => sum + visitors, 0)).toBe(400);
    }
  });

  it('become what they were made for when a collector judges them', async () => {
    const config = compileConfig(DEMO_CONFIG);
    const key = createDayKey('2026-11-23', new Uint8Array(32).fill(7));
    const derived = new DerivedCache();
    const rows: AnonymousEvent[] = [];
    const truth = await simulate({
      visitors: 400,
      seed: 6,
      now: NOW,
      origin: ORIGIN,
      submit: async (request, country) => {
        const context: CollectContext = {
          config,
          now: NOW,
          dayKey: key,
          random128,
          country,
          isSealed: () => false,
          keyMatches: () => false,
          derived,
        };
        rows.push(...collect(request, context).events);
      },
    });
    const items = (of: readonly AnonymousEvent[]) => of.reduce((sum, row) => sum + (row.items ?? 1), 0);
    const count = (outcome: string) => items(rows.filter((row) => row.outcome === outcome));
    expect(items(rows)).toBe(truth.received);
    for (const outcome of ['bot', 'opted_out', 'rejected'])
      expect(count(outcome), outcome).toBe(truth.outcomes[outcome]);
    expect(count('stored')).toBe((truth.outcomes['stored'] ?? 0) + (truth.outcomes['duplicate'] ?? 0));
    const stored = rows.filter((row) => row.outcome === 'stored');
    expect(new Set(stored.map((row) => row.event_id)).size).toBe(truth.outcomes['stored']);
    const visitorsBy = (column: 'country' | 'language' | 'device') => {
      const counts: Record<string, number> = {};
      for (const [, value] of new Map(stored.map((row) => [row.visitor, row[column] ?? ''])))
        counts[value] = (counts[value] ?? 0) + 1;
      return counts;
    };
    expect(visitorsBy('country')).toEqual(truth.countries);
    expect(visitorsBy('language')).toEqual(truth.languages);
    expect(visitorsBy('device')).toEqual(truth.devices);
  });
});
