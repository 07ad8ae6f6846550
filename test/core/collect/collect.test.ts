/** The collector, thin. */
import { expect, it } from 'vitest';
import { collect } from '#core/collect/collect';
import { compileConfig } from '#core/config/compile';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { dayKey, random128 } from '#runtime/node/keyed-hash';
import { openCountryDatabase } from '#runtime/node/country-database';

it('accepts an event', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const headers: Record<string, string> = { origin: 'http://localhost:8787', 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36' };
  const body = new TextEncoder().encode(JSON.stringify({ site: 'demo', name: 'pageview', url: 'http://localhost:8787/demo/', referrer: 'https://www.google.com/' }));
  const got = collect({ method: 'POST', path: '/v1/events', query: '', header: (name) => headers[name], body, peer: '8.8.8.8' }, {
    config: compileConfig(DEMO_CONFIG), now, dayKey: dayKey('2026-11-23', new Uint8Array(32)), random128, country: openCountryDatabase(), isSealed: () => false, keyMatches: () => false, derived: new DerivedCache(),
  });
  expect(got.body).toBe('{"accepted":1,"dropped":[],"rejected":[]}');
  expect(got.events[0]).toMatchObject({ country: 'US', browser: 'Chrome', browser_major: 131, os: 'Windows', device: 'desktop', source: 'Google', medium: 'search' });
});
