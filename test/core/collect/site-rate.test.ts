/** The rate limits on requests: which are refused, and that one site's sender does not affect any other. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SiteRate, UNKNOWN_PER_SECOND } from '#core/collect/site-rate';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';

const config = compileConfig(
  parseConfig(
    JSON.stringify({
      sites: [
        { id: 'shop', hosts: ['shop.example'] },
        { id: 'slow', hosts: ['slow.example'], eventsPerSecond: 5 },
      ],
    }),
  ),
);
const of = (...sites: readonly string[]) => sites.map((site) => ({ site, items: null }));
const NOW = 1_000_000;

describe('requests that name no configured site', () => {
  it('requests beyond a given number per second are refused with a time to wait, and accepted again once it has passed', () => {
    const rate = new SiteRate(config);
    for (let sent = 0; sent < UNKNOWN_PER_SECOND; sent += 1)
      expect(rate.refusal(of('(unknown)'), NOW)).toBeUndefined();
    const refusal = rate.refusal(of('(unknown)'), NOW);
    expect([refusal?.status, refusal?.headers['retry-after']]).toEqual([429, '1']);
    expect(rate.refusal(of('(unknown)'), NOW + 1_000)).toBeUndefined();
  });

  it('never cost a configured site anything, also in the request that names both', () => {
    const rate = new SiteRate(config);
    for (let sent = 0; sent < 10 * UNKNOWN_PER_SECOND; sent += 1) rate.refusal(of('(unknown)'), NOW);
    expect(rate.refusal(of('shop'), NOW)).toBeUndefined();
    expect(rate.refusal(of('(unknown)', 'shop'), NOW)).toBeUndefined();
    expect(rate.refusal(of('slow', '(unknown)'), NOW)).toBeUndefined();
  });

  it('requests are accepted no faster than the limit, however they are spread over time', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 400 }), (pauses) => {
        const rate = new SiteRate(config);
        let now = NOW;
        let taken = 0;
        for (const pause of pauses) {
          now += pause;
          if (rate.refusal(of('(unknown)', '(unknown)'), now) === undefined) taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(UNKNOWN_PER_SECOND * (1 + (now - NOW) / 1_000) + 1);
      }),
    );
  });
});

describe('a site with eventsPerSecond', () => {
  it('is held to its items, not to the rows that stand for them', () => {
    const rate = new SiteRate(config);
    expect(rate.refusal([{ site: 'slow', items: 40 }], NOW)).toBeUndefined();
    expect(rate.refusal(of('slow'), NOW + 6_000)?.status).toBe(429);
    expect(rate.refusal(of('slow'), NOW + 8_000)).toBeUndefined();
  });

  it('keeps all of a request waiting, and no other request', () => {
    const rate = new SiteRate(config);
    rate.refusal(of('slow', 'slow', 'slow', 'slow', 'slow'), NOW);
    expect(rate.refusal(of('slow', 'shop'), NOW)?.status).toBe(429);
    expect(rate.refusal(of('shop'), NOW)).toBeUndefined();
  });
});

describe('a request that leaves nothing', () => {
  it('is never refused', () => {
    const rate = new SiteRate(config);
    for (let sent = 0; sent < 10 * UNKNOWN_PER_SECOND; sent += 1)
      expect(rate.refusal([], NOW)).toBeUndefined();
  });
});
