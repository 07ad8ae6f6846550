/** The rules, in their order: objection, site, key and origin, fields, host, exclusion, time, bot. */
import { describe, expect, it } from 'vitest';
import { CHROME, CONFIG, EVENT, NOW, post, postAsServer, rowsOf, type Posting } from './posted.ts';

const reasonOf = (event: object, posting: Posting = {}) => post(event, posting).events[0]?.reason;
const asServer = (event: object, posting: Posting = {}) =>
  postAsServer({ ...EVENT, ...event }, posting).events[0];
const detailOf = (event: object) =>
  (post({ events: [event, EVENT] }).said['rejected'] as { detail: string }[])[0]?.detail;
const at = (offset: number) => new Date(NOW + offset).toISOString();
const visitorOf = (posting: Posting) => post(EVENT, posting).events[0]?.visitor;
/** A configuration of the shop only, with other settings. */
const small = (settings: object) => ({
  ...settings,
  sites: [{ id: 'shop', hosts: ['www.example.com'], origins: ['https://www.example.com'] }],
});

describe('an objection', () => {
  const gpc = { headers: { 'sec-gpc': '1' } };
  it('is one tally an item by site and day, before bot, origin and validation', () => {
    const got = post(
      { site: 'shop', events: [{ name: 1 }, null, { site: 'nowhere' }, { site: 'blog' }] },
      { headers: { 'sec-gpc': '1', 'user-agent': 'Googlebot', origin: 'https://evil.example' } },
    );
    expect(got.status).toBe(202);
    expect(got.said).toEqual({
      accepted: 0,
      dropped: [0, 1, 2, 3].map((index) => ({ index, reason: 'opted_out' })),
      rejected: [],
    });
    expect(rowsOf(got)).toEqual([
      ['shop', 'opted_out', 'opted_out'],
      ['(unknown)', 'opted_out', 'opted_out'],
      ['blog', 'opted_out', 'opted_out'],
    ]);
    expect(got.events.map(({ items }) => items)).toEqual([2, null, null]);
  });

  it('leaves nothing but site, day, outcome, reason and a random id', () => {
    const { event_id, ...row } = post({ ...EVENT, id: 'aaaaaaaaaaaaaaaaaaaa' }, gpc).events[0]!;
    expect(Object.entries(row).filter(([, value]) => value !== null)).toEqual([
      ['site', 'shop'],
      ['day', '2026-11-23'],
      ['outcome', 'opted_out'],
      ['reason', 'opted_out'],
    ]);
    expect(post({ ...EVENT, id: 'aaaaaaaaaaaaaaaaaaaa' }, gpc).events[0]?.event_id).not.toBe(event_id);
  });

  it('is Sec-GPC of exactly 1, one of several suffices; or DNT', () => {
    for (const headers of [
      { 'sec-gpc': '1' },
      { 'sec-gpc': '0, 1' },
      { 'sec-gpc': '1,1' },
      { dnt: '1' },
    ] as Record<string, string>[])
      expect(reasonOf(EVENT, { headers })).toBe('opted_out');
    for (const headers of [
      { 'sec-gpc': 'true' },
      { 'sec-gpc': '0' },
      { 'sec-gpc': '11' },
      { 'sec-gpc': '"1"' },
      { dnt: '0' },
      { dnt: 'null' },
    ] as Record<string, string>[])
      expect(reasonOf(EVENT, { headers })).toBeNull();
  });

  it('counts where the configuration honours it', () => {
    expect(reasonOf(EVENT, { headers: { dnt: '1' }, config: small({ honour: ['gpc'] }) })).toBeNull();
    expect(reasonOf(EVENT, { headers: { 'sec-gpc': '1' }, config: small({ honour: ['dnt'] }) })).toBeNull();
  });

  it("an objection in a server's event is the one stated for its visitor, since the server's own headers are not the visitor's", () => {
    expect(asServer({ opted_out: true })?.outcome).toBe('opted_out');
    expect(asServer({ opted_out: false }, gpc)?.outcome).toBe('stored');
  });

  it('an objection that a server passes on in the headers counts where its event does not state one', () => {
    expect(asServer({}, gpc)?.outcome).toBe('opted_out');
    expect(asServer({ opted_out: null }, gpc)?.outcome).toBe('opted_out');
    expect(asServer({}, { headers: { dnt: '1' } })?.outcome).toBe('opted_out');
    const notHonoured = { ...gpc, config: { ...CONFIG, honour: ['dnt'] } };
    expect(asServer({}, notHonoured)?.outcome).toBe('stored');
  });

  it('each event of a batch of a server is judged by what it states, and each objection is an item', () => {
    const events = [{}, { opted_out: false }, { opted_out: true }, { opted_out: null }].map((stated) => ({
      ...EVENT,
      ...stated,
    }));
    const answer = {
      accepted: 1,
      dropped: [0, 2, 3].map((index) => ({ index, reason: 'opted_out' })),
      rejected: [],
    };
    const got = postAsServer({ events }, gpc);
    expect(got.said).toEqual(answer);
    expect(got.events.map(({ outcome, items }) => [outcome, items])).toEqual(
      expect.arrayContaining([
        ['opted_out', 3],
        ['stored', null],
      ]),
    );
    expect(got.events).toHaveLength(2);
    const dry = postAsServer({ events }, { ...gpc, query: 'dry_run=1' });
    expect([dry.said, dry.events]).toEqual([answer, []]);
  });
});

describe('the key', () => {
  it.each([
    ['ip', '192.0.2.1'],
    ['user_agent', 'x'],
    ['country', 'DE'],
    ['opted_out', true],
    ['time', '2026-11-23T12:00:00Z'],
  ])('is needed for %s', (field, value) => {
    expect(reasonOf({ ...EVENT, [field]: value })).toBe('key_required');
    expect(asServer({ [field]: value })?.reason).not.toBe('key_required');
  });

  it('the key of another site is invalid, even for an event without server fields', () => {
    expect(reasonOf(EVENT, { headers: { authorization: 'Bearer wrong' } })).toBe('key_required');
    expect(
      reasonOf(
        { ...EVENT, site: 'blog' },
        { headers: { authorization: 'Bearer a-key-of-sixteen-and-more' } },
      ),
    ).toBe('key_required');
  });

  it("makes the sender's own address, user agent, country and language nobody's", () => {
    expect(asServer({}, { headers: { 'accept-language': 'de' } })).toMatchObject({
      outcome: 'stored',
      visitor: null,
      country: '(unknown)',
      browser: '(unknown)',
      language: null,
    });
    expect(
      asServer({
        ip: '198.51.100.7',
        user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
      }),
    ).toMatchObject({ country: 'FR', browser: 'Firefox', browser_major: 133, os: 'Linux' });
    expect(asServer({ ip: '198.51.100.7', country: 'at' })).toMatchObject({ country: 'AT' });
  });

  it('lets a server leave out the url', () => {
    expect(postAsServer({ site: 'shop', name: 'signup', value: 12.5 }).events[0]).toMatchObject({
      outcome: 'stored',
      path: null,
      topic: null,
      goal: 'signup',
      worth_cents: 1250,
    });
  });
});

describe('fields', () => {
  it.each([
    ['name', 1],
    ['name', ''],
    ['name', 'a'.repeat(65)],
    ['name', 'a/b'],
    ['url', 'a'.repeat(2049)],
    ['url', 7],
    ['url', '/relative'],
    ['url', 'ftp://www.example.com/'],
    ['url', 'javascript:alert(1)'],
  ])('a wrong %s is rejected by name and limit, never by value', (field, value) => {
    const got = post({ ...EVENT, [field]: value });
    expect(got.status).toBe(202);
    expect(rowsOf(got)).toEqual([['shop', 'rejected', 'invalid_event']]);
    expect((got.said['rejected'] as { detail: string }[])[0]?.detail).toMatch(new RegExp(`^${field} `));
  });

  const GRIN = '\u{1f600}';
  it.each<[string, unknown, object]>([
    ['id', 'short', {}],
    ['id', 'a'.repeat(65), {}],
    ['id', `${'a'.repeat(16)}_`, {}],
    ['id', 7, {}],
    ['referrer', `https://news.example.org/${'a'.repeat(2049)}`, { referrer: 'example.org' }],
    ['referrer', `https://news.example.org/${GRIN.repeat(1100)}`, { referrer: 'example.org' }],
    ['referrer', ['https://news.example.org/'], { referrer: '(none)', source: '(none)' }],
    ['language', `fr-${'a'.repeat(36)}`, { language: 'fr' }],
    ['language', {}, { language: 'de' }],
    ['screen', 0, { screen: null }],
    ['screen', 100_001, { screen: null }],
    ['screen', 800.5, { screen: '768-991' }],
    ['screen', '800', { screen: null }],
    ['entry', 'true', { entry: true }],
    ['engaged_ms', -1, { engaged_seconds: null }],
    ['engaged_ms', 86_400_001, { engaged_seconds: null }],
    ['engaged_ms', 2500.7, { engaged_seconds: 2 }],
    ['scroll_pct', 101, { scroll_pct: null }],
    ['scroll_pct', 99.6, { scroll_pct: 99 }],
    ['scroll_pct', -1, { scroll_pct: null }],
    ['props', [], { props: {} }],
    ['props', 'x', { props: {} }],
    ['props', { ['k'.repeat(65)]: 1, plan: 'pro' }, { props: { plan: 'pro' } }],
    [
      'props',
      { plan: 'pro', ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, 1])) },
      { props: { plan: 'pro' } },
    ],
    ['props', { plan: {}, note: 'n' }, { props: { note: 'n' } }],
    ['props', { plan: null, note: 'n' }, { props: { note: 'n' } }],
    ['props', { note: ['n'], plan: 'free' }, { props: { plan: 'free' } }],
    ['value', '12', { worth_cents: null }],
    ['value', [12], { worth_cents: null }],
  ])('a wrong %s never costs the event: it is cut or dropped, and named', (field, value, kept) => {
    const got = post({ ...EVENT, [field]: value });
    expect(got.said).toEqual({ accepted: 1, dropped: [], rejected: [], trimmed: [{ index: 0, field }] });
    expect(got.events[0]).toMatchObject({ outcome: 'stored', path: '/products/microscopes/m1', ...kept });
  });

  it.each([
    ['a long value', 'word '.repeat(60), 'word '.repeat(60).slice(0, 256)],
    ['a character at the limit', `${'a b'.repeat(85)}${GRIN}`, 'a b'.repeat(85)],
  ])('a long property keeps what fits, whole characters of it: %s', (_what, note, kept) => {
    const row = post({ ...EVENT, name: 'signup', props: { note } }).events[0];
    expect(row?.props).toEqual(post({ ...EVENT, name: 'signup', props: { note: kept } }).events[0]?.props);
    expect(row?.props).not.toEqual({});
  });

  it('a wrong id is none: the event counts each time it is sent', () => {
    const [first, second] = [post({ ...EVENT, id: 'short' }), post({ ...EVENT, id: 'short' })];
    expect(first.events[0]?.event_id).not.toBe(second.events[0]?.event_id);
    expect(
      post({
        events: [
          { ...EVENT, id: 'short' },
          { ...EVENT, id: 'short' },
        ],
      }).said['accepted'],
    ).toBe(2);
  });

  it.each<[string, unknown, object]>([
    ['ip', 'unknown', { visitor: null, country: '(unknown)' }],
    ['ip', 7, { visitor: null, country: '(unknown)' }],
    ['user_agent', 7, { browser: '(unknown)' }],
    ['country', 'Germany, Berlin', { country: 'FR' }],
  ])("a server's wrong %s costs what it says of the visitor, not the event", (field, value, kept) => {
    const got = postAsServer({ ...EVENT, ip: '198.51.100.7', user_agent: CHROME, [field]: value });
    expect(got.said['trimmed']).toEqual([{ index: 0, field }]);
    expect(got.events[0]).toMatchObject({ outcome: 'stored', ...kept });
  });

  it("a server's long user agent stays that of one visitor and of one browser", () => {
    const sent = () => postAsServer({ ...EVENT, ip: '198.51.100.7', user_agent: CHROME.padEnd(3000, ' x') });
    expect(sent().events[0]).toMatchObject({ outcome: 'stored', browser: 'Chrome' });
    expect(sent().events[0]?.visitor).toBe(sent().events[0]?.visitor);
  });

  it.each([1, 0, 'true', 'false', [], {}])(
    'an objection that cannot be read (%j) is rejected and never counted as none',
    (value) => {
      expect(asServer({ opted_out: value })?.reason).toBe('invalid_event');
    },
  );

  it('fields are all optional except site, name and, for browsers, url', () => {
    expect(detailOf({ site: 'shop', url: EVENT.url })).toMatch(/^name is required/);
    expect(detailOf({ site: 'shop', name: 'pageview' })).toMatch(/^url is required/);
    expect(detailOf({ name: 'pageview', url: EVENT.url })).toMatch(/^site is required/);
  });

  it('unknown fields are ignored, and null counts as absent', () => {
    expect(reasonOf({ ...EVENT, title: 'x', referrer: null, screen: null, hello: { a: [1] } })).toBeNull();
  });

  it('fields are stored as classes and whole units', () => {
    expect(
      post({
        ...EVENT,
        name: 'engagement',
        engaged_ms: 12_999,
        scroll_pct: 80,
        screen: 767,
        language: 'pt-BR',
        entry: true,
        value: 1e9,
        props: { plan: 'pro', note: '=1+1', other: 'x' },
      }).events[0],
    ).toMatchObject({
      engaged_seconds: 12,
      scroll_pct: 80,
      screen: '576-767',
      language: 'pt',
      entry: null,
      worth_cents: 10_000,
      props: { plan: 'pro', note: '1+1' },
    });
  });
});

describe('host and exclusion', () => {
  it("takes pages of the site's hosts alone, with a port where the configuration names one", () => {
    expect(reasonOf({ ...EVENT, url: 'https://evil.example/products' })).toBe('host_not_allowed');
    expect(reasonOf({ ...EVENT, url: 'https://www.example.com.evil.example/' })).toBe('host_not_allowed');
    expect(reasonOf({ ...EVENT, url: 'https://WWW.EXAMPLE.COM/' })).toBeNull();
    expect(reasonOf({ ...EVENT, url: 'http://shop.example.com:8080/' })).toBeNull();
  });

  it('excludes networks of both families and paths, also encoded ones', () => {
    expect(reasonOf(EVENT, { peer: '203.0.113.200' })).toBe('excluded');
    expect(reasonOf(EVENT, { peer: '::ffff:203.0.113.200' })).toBe('excluded');
    expect(reasonOf(EVENT, { peer: '2001:db8:1:2::3' })).toBe('excluded');
    expect(reasonOf(EVENT, { peer: '2001:db8:2::3' })).toBeNull();
    expect(reasonOf({ ...EVENT, url: 'https://www.example.com/admin/users' })).toBe('excluded');
    expect(reasonOf({ ...EVENT, url: 'https://www.example.com/%61dmin/users' })).toBe('excluded');
    expect(asServer({ ip: '203.0.113.9' })?.reason).toBe('excluded');
  });
});

describe("a server's time", () => {
  it('books the event on its own day and hour', () => {
    expect(asServer({ time: '2026-11-23T09:10:11+02:00' })).toMatchObject({
      day: '2026-11-23',
      hour: 8,
      outcome: 'stored',
    });
    expect(asServer({ time: at(-12 * 3_600_000), ip: '192.0.2.1' })).toMatchObject({
      day: '2026-11-23',
      hour: 1,
    });
  });

  it("a server's event of an earlier local day is stored without a visitor, and is late where that day is sealed", () => {
    const yesterday = { time: at(-20 * 3_600_000), ip: '192.0.2.1', user_agent: CHROME, id: 'a'.repeat(20) };
    expect(asServer(yesterday)).toMatchObject({ day: '2026-11-22', outcome: 'stored', visitor: null });
    expect(asServer(yesterday)?.event_id).not.toBe(asServer(yesterday)?.event_id);
    expect(
      asServer(yesterday, { context: { isSealed: (_site, day) => day === '2026-11-22' } }),
    ).toMatchObject({ day: '2026-11-23', outcome: 'late', reason: 'late', visitor: null, hour: null });
  });

  it('lies within 24 hours and at most 5 minutes ahead', () => {
    expect(asServer({ time: at(-86_400_001) })?.reason).toBe('too_old');
    expect(asServer({ time: at(300_001) })?.reason).toBe('too_old');
    expect(asServer({ time: at(-86_400_000) })?.outcome).toBe('stored');
    expect(asServer({ time: at(300_000) })).toMatchObject({ outcome: 'stored', hour: 13 });
    for (const time of ['yesterday', '2026-11-23', '2026-11-23 12:00:00', '2026-13-45T00:00:00Z'])
      expect(asServer({ time })?.reason).toBe('invalid_event');
  });
});

describe('visitors', () => {
  it('visitors are the same for one address and user agent, and different for any other address, user agent or site', () => {
    const one = visitorOf({});
    expect(visitorOf({ peer: '::ffff:198.51.100.7' })).toBe(one);
    expect(visitorOf({ peer: '198.51.100.8' })).not.toBe(one);
    expect(visitorOf({ headers: { 'user-agent': 'Mozilla/5.0 Firefox/133.0' } })).not.toBe(one);
    expect(
      post(
        { ...EVENT, site: 'blog', url: 'https://blog.example.org/' },
        { headers: { origin: 'https://blog.example.org' } },
      ).events[0]?.visitor,
    ).not.toBe(one);
  });

  it('visitors with IPv6 addresses are the same within a /64', () => {
    expect(visitorOf({ peer: '2001:db8:2:3::1' })).toBe(visitorOf({ peer: '2001:db8:2:3:ffff::2' }));
    expect(visitorOf({ peer: '2001:db8:2:3::1' })).not.toBe(visitorOf({ peer: '2001:db8:2:4::1' }));
  });

  it('a visitor is unknown, and the event stored, without a salt, with one of another day, or without a readable address', () => {
    for (const posting of [
      { context: { dayKey: undefined } },
      { context: { now: NOW + 86_400_000 } },
      { peer: 'unix' },
    ]) {
      expect(post(EVENT, posting).events[0]).toMatchObject({ outcome: 'stored', visitor: null });
    }
  });

  it('stay behind the configured number of proxies, and X-Forwarded-For is never believed blindly', () => {
    const forwarded = { 'x-forwarded-for': '192.0.2.66, 198.51.100.7' };
    expect(visitorOf({ peer: '192.0.2.1', headers: forwarded })).toBe(visitorOf({ peer: '192.0.2.1' }));
    expect(visitorOf({ peer: '192.0.2.1', headers: forwarded, config: small({ trustedProxies: 1 }) })).toBe(
      visitorOf({}),
    );
    expect(visitorOf({ peer: '192.0.2.1', headers: forwarded, config: small({ trustedProxies: 2 }) })).toBe(
      visitorOf({ peer: '192.0.2.66' }),
    );
    expect(
      visitorOf({ peer: '192.0.2.1', headers: forwarded, config: small({ trustedProxies: 3 }) }),
    ).toBeNull();
    expect(
      visitorOf({
        peer: '192.0.2.1',
        headers: { 'x-forwarded-for': '198.51.100.7, nonsense' },
        config: small({ trustedProxies: 1 }),
      }),
    ).toBeNull();
  });

  it("have the country of a trusted proxy's header, which is read behind proxies only", () => {
    const headers = { 'cf-ipcountry': 'SE', 'x-forwarded-for': '198.51.100.7' };
    expect(
      post(EVENT, { headers, config: small({ trustedProxies: 1, countryHeader: 'cf-ipcountry' }) }).events[0]
        ?.country,
    ).toBe('SE');
    expect(
      post(EVENT, { headers, config: small({ countryHeader: 'cf-ipcountry' }) }).events[0]?.country,
    ).toBe('FR');
    expect(
      post(EVENT, {
        headers: { 'cf-ipcountry': 'T1', 'x-forwarded-for': '198.51.100.7' },
        config: small({ trustedProxies: 1, countryHeader: 'cf-ipcountry' }),
      }).events[0]?.country,
    ).toBe('(unknown)');
  });
});

describe('open values', () => {
  const rowOf = (event: object) => post({ ...EVENT, ...event }).events[0];
  it('open values are scrubbed: campaigns that are not listed, and names', () => {
    expect(rowOf({ url: 'https://www.example.com/?utm_campaign=jo%40example.org' })?.campaign).toBe(':email');
    expect(rowOf({ url: 'https://www.example.com/?utm_campaign=spring-2026' })?.campaign).toBe('spring-2026');
    expect(rowOf({ name: 'user 12345678' })?.name).toBe('user :number');
    expect(rowOf({ name: '-x' })?.name).toBe('x');
  });

  it("do not let a reused client id silence another visitor's event", () => {
    const id = 'a'.repeat(20);
    expect(post({ ...EVENT, id }).events[0]?.event_id).not.toBe(
      post({ ...EVENT, id }, { peer: '198.51.100.8' }).events[0]?.event_id,
    );
  });
});

describe('robots', () => {
  it('robots are dropped and only counted, including those with an empty user agent', () => {
    const got = post(EVENT, {
      headers: { 'user-agent': 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)' },
    });
    expect(got.said).toEqual({ accepted: 0, dropped: [{ index: 0, reason: 'bot' }], rejected: [] });
    expect(got.events[0]).toMatchObject({ visitor: null, path: null, hour: null });
    expect(reasonOf(EVENT, { headers: { 'user-agent': '' } })).toBe('bot');
    expect(asServer({ user_agent: 'curl/8.0' })?.reason).toBe('bot');
  });
});
