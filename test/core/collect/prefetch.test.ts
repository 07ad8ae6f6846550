/** Pages that a browser loads in advance are no views, on the pixel as in a log. */
import { describe, expect, it } from 'vitest';
import { isPrefetch, isPrefetchPurpose } from '#core/collect/prefetch';
import { createScanner } from '#core/import/formats';
import { judgeLine } from '#core/import/judge-line';
import type { LogRecord } from '#core/import/log-record';
import { EVENT, KEY, contextOf, post } from './posted.ts';

const pixel = (headers: Record<string, string>) =>
  post('', {
    method: 'GET',
    path: '/v1/pixel.gif',
    query: `site=shop&url=${encodeURIComponent(EVENT.url)}`,
    headers: { origin: '', ...headers },
  });

const IN_ADVANCE: readonly (readonly [header: string, value: string])[] = [
  ['sec-purpose', 'prefetch'],
  ['sec-purpose', 'prefetch;prerender'],
  ['sec-purpose', 'prefetch;anonymous-client-ip'],
  ['sec-purpose', 'prefetch; prerender'],
  ['purpose', 'prefetch'],
  ['purpose', 'preview'],
  ['purpose', 'Prefetch'],
  ['x-moz', 'prefetch'],
  ['x-purpose', 'preview'],
  ['x-purpose', 'prefetch'],
];

describe('a request made in advance', () => {
  it.each(IN_ADVANCE)('on the pixel, `%s: %s` is one row of outcome bot and no view', (header, value) => {
    const got = pixel({ [header]: value });
    expect(got.headers['x-headcount']).toBe('dropped: bot');
    expect(got.events.map(({ outcome, reason, visitor }) => [outcome, reason, visitor])).toEqual([
      ['bot', 'bot', null],
    ]);
  });

  it('on the pixel, it does not make the view that follows another one', () => {
    expect(pixel({ 'sec-purpose': 'prefetch' }).events[0]?.outcome).toBe('bot');
    const seen = pixel({});
    expect(seen.headers['x-headcount']).toBe('accepted');
    expect(seen.events[0]).toMatchObject({ outcome: 'stored', name: 'pageview' });
  });

  it('is none where the header says something else', () => {
    for (const value of ['', 'navigate', 'prefetching', 'x'.repeat(10_000)])
      expect(isPrefetch((name) => (name === 'sec-purpose' ? value : undefined))).toBe(false);
    expect(isPrefetchPurpose(undefined)).toBe(false);
    expect(pixel({ 'sec-purpose': '' }).headers['x-headcount']).toBe('accepted');
  });

  it("is a server's own, and says nothing of its visitors", () => {
    const headers = { authorization: `Bearer ${KEY}`, 'sec-purpose': 'prefetch' };
    const got = post(EVENT, { headers });
    expect(got.said).toMatchObject({ accepted: 1 });
  });

  it('in a log that has the header, is a line of outcome bot', () => {
    const context = contextOf();
    const site = context.config.site('shop');
    if (site === undefined) throw new Error('no site');
    const record: LogRecord = {
      time: context.now - 1000,
      ip: '192.0.2.1',
      method: 'GET',
      path: '/',
      query: '',
      status: 200,
      referrer: '',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
      host: undefined,
    };
    const outcome = (purpose?: string) => {
      const judged = judgeLine(
        'x',
        () => ({ ...record, header: (name) => (name === 'sec-purpose' ? purpose : undefined) }),
        {
          config: context.config,
          site,
          downloads: new Set(),
          now: context.now,
          random128: context.random128,
          isSealed: () => false,
          anonymize: () => context,
        },
      );
      return 'row' in judged ? judged.row.outcome : judged;
    };
    expect([outcome('prefetch;prerender'), outcome('-'), outcome()]).toEqual(['bot', 'stored', 'stored']);
  });

  it.each(['http_sec_purpose', 'request_Sec-Purpose', 'http_x_moz', 'http_purpose'])(
    'in a JSON log, is known by the field %s',
    (field) => {
      const line = (value: string) =>
        JSON.stringify({
          time_iso8601: '2026-11-23T10:00:00+00:00',
          remote_addr: '192.0.2.1',
          request: 'GET / HTTP/1.1',
          status: '200',
          http_user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
          [field]: value,
        });
      const scan = createScanner('json', [line('')]);
      const purposes = ['prefetch', '-', ''].map((value) => {
        const scanned = scan(line(value));
        return typeof scanned !== 'string' && scanned.header !== undefined && isPrefetch(scanned.header);
      });
      expect(purposes).toEqual([true, false, false]);
    },
  );
});
