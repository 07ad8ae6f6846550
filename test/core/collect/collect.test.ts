/** The collector's HTTP: statuses, bodies and books of docs/reference.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countItems } from '#core/event/fold-rows';
import { CHROME, EVENT, KEY, ORIGIN, post, postAsServer, rowsOf } from './posted.ts';

const pixel = (query: string, headers: Record<string, string> = {}) =>
  post('', { method: 'GET', path: '/v1/pixel.gif', query, headers: { origin: '', ...headers } });

describe('POST /v1/events', () => {
  it('accepts one event and answers with the three lists', () => {
    const got = post(EVENT);
    expect(got.status).toBe(202);
    expect(got.said).toEqual({ accepted: 1, dropped: [], rejected: [] });
    expect(got.events).toHaveLength(1);
    expect(got.events[0]).toMatchObject({
      site: 'shop',
      day: '2026-11-23',
      hour: 13,
      outcome: 'stored',
      reason: null,
      name: 'pageview',
      path: '/products/microscopes/m1',
      topic: 'Microscopes',
      goal: null,
      referrer: '(none)',
      source: '(none)',
      medium: 'direct',
      campaign: null,
      country: 'FR',
      language: 'de',
      browser: 'Chrome',
      browser_major: 131,
      os: 'Windows',
      device: 'desktop',
      screen: null,
      entry: true,
      engaged_seconds: null,
      scroll_pct: null,
      props: {},
      worth_cents: null,
    });
    expect(got.events[0]?.visitor).toMatch(/^[0-9a-f]{32}$/);
  });

  it('reads JSON whatever the content type says', () => {
    for (const type of ['text/plain;charset=UTF-8', 'application/json', 'application/octet-stream', ''])
      expect(post(EVENT, { headers: { 'content-type': type } }).status).toBe(202);
  });

  it('takes the site from the batch or from the event, which wins', () => {
    const { site: _, ...siteless } = EVENT;
    const got = post({ site: 'shop', events: [siteless, { ...siteless, site: 'nowhere' }] });
    expect(got.said).toMatchObject({
      accepted: 1,
      dropped: [],
      rejected: [{ index: 1, reason: 'unknown_site' }],
    });
    expect(rowsOf(got)).toEqual([
      ['shop', 'stored', null],
      ['(unknown)', 'rejected', 'unknown_site'],
    ]);
  });

  it('lets a bad event cost only itself', () => {
    const got = post({ site: 'shop', events: [EVENT, 7, null, [], 'x', { ...EVENT, url: 0 }, EVENT] });
    expect(got.status).toBe(202);
    expect(got.said['accepted']).toBe(2);
    expect(
      (got.said['rejected'] as { index: number; reason: string }[]).map(({ index, reason }) => [
        index,
        reason,
      ]),
    ).toEqual([
      [1, 'invalid_event'],
      [2, 'invalid_event'],
      [3, 'invalid_event'],
      [4, 'invalid_event'],
      [5, 'invalid_event'],
    ]);
    expect(got.events.map(({ outcome, items }) => [outcome, items])).toEqual([
      ['stored', null],
      ['rejected', 5],
      ['stored', null],
    ]);
  });

  it('leaves one row for each site and reason of what it does not accept, and counts and answers each item', () => {
    const id = '3b241101-e2bb-4255-8caf-4136c566a962';
    const item = fc.constantFrom<unknown>(
      0,
      null,
      {},
      EVENT,
      { ...EVENT, id },
      { ...EVENT, site: 'blog' },
      { ...EVENT, site: 'nowhere' },
      { ...EVENT, url: 'https://other.example/' },
      { ...EVENT, url: 'https://www.example.com/admin/x' },
      { ...EVENT, time: '2020-01-01T00:00:00Z' },
    );
    const headers = fc.constantFrom<Record<string, string>>(
      {},
      { 'sec-gpc': '1' },
      { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
      { authorization: `Bearer ${KEY}` },
    );
    fc.assert(
      fc.property(
        fc.array(item, { minLength: 1, maxLength: 500 }),
        fc.option(fc.constantFrom('shop', 'blog', 'nowhere'), { nil: undefined }),
        headers,
        (events, site, sent) => {
          const got = post({ site, events }, { headers: sent });
          expect(got.events.reduce((sum, row) => sum + countItems(row), 0)).toBe(events.length);
          const others = got.events.filter(({ outcome }) => outcome !== 'stored');
          expect(new Set(others.map((row) => `${row.site} ${row.reason}`)).size).toBe(others.length);
          if (got.status === 403) {
            expect(others.every(({ reason }) => reason === 'origin_not_allowed')).toBe(true);
            return;
          }
          const told = [...(got.said['dropped'] as []), ...(got.said['rejected'] as [])] as {
            index: number;
          }[];
          expect(told.length + Number(got.said['accepted'])).toBe(events.length);
          expect(new Set(told.map(({ index }) => index)).size).toBe(told.length);
        },
      ),
    );
  });

  it('takes 500 events and refuses 501 as one item of an unknown site', () => {
    expect(post({ site: 'shop', events: Array.from({ length: 500 }, () => EVENT) }).said['accepted']).toBe(
      500,
    );
    const got = post({ site: 'shop', events: Array.from({ length: 501 }, () => EVENT) });
    expect(got.status).toBe(400);
    expect(rowsOf(got)).toEqual([['(unknown)', 'rejected', 'too_large']]);
  });

  it.each([
    ['no JSON', 'hello', 'invalid_json'],
    ['an empty body', '', 'invalid_json'],
    ['invalid UTF-8', Uint8Array.of(123, 255), 'invalid_json'],
    ['a list', '[]', 'invalid_body'],
    ['a number', '1', 'invalid_body'],
    ['null', 'null', 'invalid_body'],
    ['an empty batch', '{"site":"shop","events":[]}', 'invalid_body'],
    ['events that are no list', '{"site":"shop","events":{}}', 'invalid_body'],
    ['deep nesting', '['.repeat(1000), 'invalid_json'],
    ['duplicate keys', '{"site":"shop","site":"shop"}', 'invalid_json'],
  ])('answers %s with 400 and problem details, and books one rejected item', (_what, body, reason) => {
    const got = post(body);
    expect(got.status).toBe(400);
    expect(got.headers['content-type']).toBe('application/problem+json');
    expect(got.said).toMatchObject({ status: 400, title: 'Bad request' });
    expect(rowsOf(got)).toEqual([['(unknown)', 'rejected', reason]]);
  });

  it('refuses more than 1 MiB and foreign encodings without counting them', () => {
    const large = post(new Uint8Array(1_048_577));
    expect([large.status, large.events.length]).toEqual([413, 0]);
    const encoded = post(EVENT, { headers: { 'content-encoding': 'br' } });
    expect([encoded.status, encoded.events.length]).toEqual([415, 0]);
    for (const encoding of ['identity', 'gzip', 'GZIP'])
      expect(post(EVENT, { headers: { 'content-encoding': encoding } }).status).toBe(202);
  });

  it('answers 403 when every event names a site that the origin may not post to, and counts each', () => {
    const foreign = { headers: { origin: 'https://evil.example' } };
    const got = post({ events: [EVENT, { ...EVENT, site: 'blog' }] }, foreign);
    expect(got.status).toBe(403);
    expect(got.headers['content-type']).toBe('application/problem+json');
    expect(rowsOf(got)).toEqual([
      ['shop', 'rejected', 'origin_not_allowed'],
      ['blog', 'rejected', 'origin_not_allowed'],
    ]);
    expect(post({ events: [EVENT, { ...EVENT, site: 'nowhere' }] }, foreign).status).toBe(202);
  });

  it('judges the origin by the site of each event', () => {
    const got = post({ events: [EVENT, { ...EVENT, site: 'blog', url: 'https://blog.example.org/' }] });
    expect(got.status).toBe(202);
    expect(got.said['rejected']).toMatchObject([{ index: 1, reason: 'origin_not_allowed' }]);
  });

  it('takes a request without Origin for sites that collect from browsers, and needs the key for others', () => {
    expect(post(EVENT, { headers: { origin: '' } }).said['accepted']).toBe(1);
    expect(
      post({ ...EVENT, site: 'logs', url: 'https://logs.example.net/' }, { headers: { origin: '' } }).status,
    ).toBe(403);
    expect(post(EVENT, { headers: { origin: 'null' } }).status).toBe(403);
  });

  it('stores nothing of a dry run and answers the same', () => {
    const [wet, dry] = [post({ events: [EVENT, 1] }), post({ events: [EVENT, 1] }, { query: 'dry_run=1' })];
    expect(dry.body).toBe(wet.body);
    expect([dry.events, dry.dryRun]).toEqual([[], true]);
    expect(post('x', { query: 'dry_run=1' }).events).toEqual([]);
    expect(post(EVENT, { query: 'dry_run=0' }).events).toHaveLength(1);
  });

  it('sets no cookie and asks for no credentials, whatever happens', () => {
    for (const got of [
      post(EVENT),
      post('x'),
      post(EVENT, { headers: { origin: 'https://evil.example' } }),
      post('', { method: 'OPTIONS' }),
    ]) {
      expect(Object.keys(got.headers).map((name) => name.toLowerCase())).not.toContain('set-cookie');
      expect(Object.keys(got.headers)).not.toContain('access-control-allow-credentials');
    }
  });
});

describe('an optional field', () => {
  const LONG = 'x'.repeat(3000);

  it('that is too long or wrong costs nothing but itself, and the answer names it', () => {
    const got = post({
      site: 'shop',
      events: [
        { ...EVENT, referrer: `https://news.example.org/${LONG}` },
        EVENT,
        { ...EVENT, name: '' },
        {
          ...EVENT,
          language: 'de-AT-x-twain-and-more-than-thirty-five-characters',
          screen: '800',
          title: LONG,
        },
      ],
    });
    expect(got.status).toBe(202);
    expect(got.said).toMatchObject({
      accepted: 3,
      rejected: [{ index: 2 }],
      trimmed: [
        { index: 0, field: 'referrer' },
        { index: 3, field: 'language' },
        { index: 3, field: 'screen' },
      ],
    });
    expect(got.events.map(({ referrer, language, screen }) => [referrer, language, screen])).toEqual([
      ['example.org', 'de', null],
      ['(none)', 'de', null],
      [null, null, null],
      ['(none)', 'de', null],
    ]);
  });

  it('is named for a single event as well, the same where nothing is stored', () => {
    for (const query of ['', 'dry_run=1'])
      expect(post({ ...EVENT, props: LONG }, { query }).said).toEqual({
        accepted: 1,
        dropped: [],
        rejected: [],
        trimmed: [{ index: 0, field: 'props' }],
      });
  });

  it('is not named where nothing was cut, nor of an event that is not counted', () => {
    expect(post(EVENT).said).not.toHaveProperty('trimmed');
    expect(post({ ...EVENT, screen: -1, url: `${ORIGIN}/admin/x` }).said).toEqual({
      accepted: 0,
      dropped: [{ index: 0, reason: 'excluded' }],
      rejected: [],
    });
  });

  it('is counted whatever stands in it, and the books balance', () => {
    const fields = {
      referrer: fc.anything(),
      id: fc.anything(),
      language: fc.string({ unit: 'binary', maxLength: 100 }),
      screen: fc.oneof(fc.double(), fc.anything()),
      entry: fc.anything(),
      engaged_ms: fc.oneof(fc.double(), fc.anything()),
      scroll_pct: fc.oneof(fc.integer(), fc.anything()),
      props: fc.oneof(
        fc.anything(),
        fc.dictionary(fc.string({ maxLength: 80 }), fc.oneof(fc.anything(), fc.string({ maxLength: 300 })), {
          maxKeys: 50,
        }),
      ),
      value: fc.anything(),
      title: fc.anything(),
    };
    /** What such JSON may hold is bounded before any field is read. */
    const depth = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
    const sent = fc
      .record(fields, { requiredKeys: [] })
      .map((more) => {
        try {
          return JSON.parse(JSON.stringify({ ...more, ...EVENT })) as Record<string, unknown>;
        } catch {
          return EVENT;
        }
      })
      .filter((event) => depth(event) < 7 && !/__proto__|e[+-]?[3-9]\d\d/.test(JSON.stringify(event)));
    fc.assert(
      fc.property(sent, (event) => {
        const got = post(event);
        expect(got.said['accepted'], JSON.stringify(got.said)).toBe(1);
        expect(got.events.map(({ outcome }) => outcome)).toEqual(['stored']);
        const named = ((got.said['trimmed'] ?? []) as { field: string }[]).map(({ field }) => field);
        expect(new Set(named).size).toBe(named.length);
        for (const field of named) expect(event).toHaveProperty(field);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a page that cuts a title within a character loses half a character, not the event', () => {
    const half = '\u{1f600}'.slice(0, 1);
    const got = post({
      ...EVENT,
      name: 'signup',
      props: { note: `so${half}`, plan: 'pro' },
      id: `${half}${'a'.repeat(20)}`,
    });
    expect(got.said['trimmed']).toEqual([
      { index: 0, field: 'id' },
      { index: 0, field: 'props' },
    ]);
    expect(got.events[0]).toMatchObject({ outcome: 'stored', props: { note: 'so', plan: 'pro' } });
    expect(post({ ...EVENT, name: half }).said['rejected']).toMatchObject([{ reason: 'invalid_event' }]);
    expect(post(JSON.stringify(half)).status).toBe(400);
  });

  it('of many keys is cut to those that are kept, not refused', () => {
    const props = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`k${n}`, n]));
    const got = post({ ...EVENT, props: { plan: 'free', ...props } });
    expect(got.said['trimmed']).toEqual([{ index: 0, field: 'props' }]);
    expect(got.events[0]?.props).toEqual({ plan: 'free' });
  });
});

describe('in-request duplicates', () => {
  const id = '3b241101-e2bb-4255-8caf-4136c566a962';
  it('drops the second event of one id, visitor and site', () => {
    const got = post({ events: [{ ...EVENT, id }, { ...EVENT, id, name: 'signup' }, EVENT, EVENT] });
    expect(got.said).toEqual({ accepted: 3, dropped: [{ index: 1, reason: 'duplicate' }], rejected: [] });
    expect(new Set(got.events.map((row) => row.event_id)).size).toBe(4);
  });

  it('keeps the same id of two visitors', () => {
    const got = postAsServer({
      events: [
        { ...EVENT, id, ip: '192.0.2.1', user_agent: CHROME },
        { ...EVENT, id, ip: '192.0.2.2', user_agent: CHROME },
      ],
    });
    expect(got.said['accepted']).toBe(2);
  });

  it('gives an event sent again in another request the same event id, and none the id of the client', () => {
    const [first, second] = [post({ ...EVENT, id }), post({ ...EVENT, id })];
    expect(first.events[0]?.event_id).toBe(second.events[0]?.event_id);
    expect(first.events[0]?.event_id).not.toContain(id.slice(0, 8));
  });
});

describe('other methods and paths', () => {
  it('answers 405 with Allow and 404, counting nothing', () => {
    const got = post('', { method: 'GET' });
    expect([got.status, got.headers['allow'], got.events]).toEqual([405, 'POST, OPTIONS', []]);
    expect(post('', { method: 'POST', path: '/v1/pixel.gif' }).status).toBe(405);
    expect(post(EVENT, { path: '/v2/events' }).status).toBe(404);
  });

  it('answers preflights for the origins of sites only, with whatever headers their tools add', () => {
    const got = post('', { method: 'OPTIONS' });
    expect([
      got.status,
      got.headers['access-control-allow-origin'],
      got.headers['access-control-allow-methods'],
    ]).toEqual([204, ORIGIN, 'POST']);
    expect(got.headers['access-control-allow-headers']?.split(', ')).toEqual(
      expect.arrayContaining(['*', 'content-type', 'sentry-trace', 'baggage', 'traceparent', 'newrelic']),
    );
    const foreign = post('', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets the origins of sites read answers, errors too, and no others', () => {
    for (const got of [post(EVENT), post('x')])
      expect(got.headers).toMatchObject({ 'access-control-allow-origin': ORIGIN, vary: 'Origin' });
    expect(
      post(EVENT, { headers: { origin: 'https://evil.example' } }).headers['access-control-allow-origin'],
    ).toBeUndefined();
  });
});

describe('GET /v1/pixel.gif', () => {
  it('books a page view and says so in X-Headcount', () => {
    const got = pixel(
      `site=shop&url=${encodeURIComponent(EVENT.url)}&referrer=${encodeURIComponent('https://duckduckgo.com/')}`,
    );
    expect([got.status, got.headers['content-type'], got.headers['x-headcount']]).toEqual([
      200,
      'image/gif',
      'accepted',
    ]);
    expect(new TextDecoder('latin1').decode(got.body as Uint8Array).slice(0, 6)).toBe('GIF89a');
    expect(got.events[0]).toMatchObject({
      outcome: 'stored',
      name: 'pageview',
      path: '/products/microscopes/m1',
      source: 'DuckDuckGo',
      medium: 'search',
    });
  });

  it('counts a page whose referrer is too long, and names what was cut', () => {
    const referrer = `https://news.example.org/${'x'.repeat(3000)}`;
    const got = pixel(`site=shop&url=${encodeURIComponent(EVENT.url)}&referrer=${referrer}`);
    expect(got.headers['x-headcount']).toBe('accepted; trimmed: referrer');
    expect(got.events[0]).toMatchObject({ outcome: 'stored', referrer: 'example.org' });
  });

  it('answers the gif whatever is wrong', () => {
    const cases: [string, Record<string, string>, string][] = [
      ['', {}, 'rejected: invalid_event'],
      ['site=nowhere&url=x', {}, 'rejected: unknown_site'],
      ['site=shop', {}, 'rejected: invalid_event'],
      ['site=shop&url=%ff', {}, 'rejected: invalid_event'],
      ['site=shop&url=https://other.example/', {}, 'rejected: host_not_allowed'],
      [`site=shop&url=${EVENT.url}`, { origin: 'https://evil.example' }, 'rejected: origin_not_allowed'],
      [`site=shop&url=${EVENT.url}`, { 'sec-gpc': '1' }, 'dropped: opted_out'],
      [`site=shop&url=${EVENT.url}`, { 'sec-gpc': '1', 'sec-purpose': 'prefetch' }, 'dropped: opted_out'],
      [`site=shop&url=${EVENT.url}`, { 'sec-purpose': 'prefetch;prerender' }, 'dropped: bot'],
      [
        `site=shop&url=${EVENT.url}`,
        { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' },
        'dropped: bot',
      ],
    ];
    for (const [query, headers, says] of cases) {
      const got = pixel(query, headers);
      expect([
        got.status,
        got.headers['content-type'],
        got.headers['x-headcount'],
        got.events.length,
      ]).toEqual([200, 'image/gif', says, 1]);
    }
    expect(pixel(`site=shop&url=${EVENT.url}&dry_run=1`).events).toEqual([]);
  });
});
