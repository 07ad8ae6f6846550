import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { deployedConfig } from '#core/config/deployed-config';
import { parseConfig } from '#core/config/parse-config';
import { collector } from '#runtime/aws/collect/collect-event';
import { CurrentKey } from '#runtime/aws/salts/current-key';
import { filesBeside } from '#runtime/aws/collect/files-beside';
import type { HttpEvent, HttpResponse } from '#runtime/aws/collect/http-event';
import { keyDigest } from '#runtime/aws/collect/presented-secrets';
import { trackerVersion } from '#runtime/node/tracker-versions';
import { DENIED, Fake, recordsOf, taken, type Reply } from '../trying.ts';

const KEY = 'k3y-of-the-shop-3f9a';
const CONFIG = {
  timeZone: 'Europe/Berlin',
  country: 'none',
  sites: [{ id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'], eventsPerSecond: 3 }],
};
const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';

function deployed(reply: (service: string) => Reply | undefined = () => undefined, config: object = CONFIG) {
  const fake = new Fake((call) => reply(call.service) ?? (call.service === 'firehose' ? taken(call) : {}));
  let random = 0;
  const answer = collector({
    ...fake.trying,
    config: deployedConfig(
      parseConfig(JSON.stringify(config)),
      new Map(),
      new Map([['shop', keyDigest(KEY)]]),
    ),
    stream: 's',
    queueUrl: 'https://sqs.x/1/q',
    saltsTable: 'salts',
    originSecrets: ['secret'],
    tracker: () => 'tracker()',
    country: () => undefined,
    random128: () => `${random++}`.padStart(32, '0'),
    warnings: fake.warnings,
  });
  const rows = () =>
    fake.calls
      .filter(({ service }) => service === 'firehose')
      .flatMap(recordsOf)
      .flatMap((record) => record.trim().split('\n'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { fake, answer, rows };
}

const event = (
  body: unknown,
  more: Partial<HttpEvent> & { readonly method?: string; readonly with?: Record<string, string> } = {},
): HttpEvent => ({
  rawPath: more.rawPath ?? '/v1/events',
  rawQueryString: more.rawQueryString ?? '',
  headers: { origin: 'https://shop.example', 'user-agent': AGENT, ...more.with },
  requestContext: { http: { method: more.method ?? 'POST', sourceIp: '81.187.204.113' } },
  body: JSON.stringify(body),
  isBase64Encoded: false,
});
const PAGE = { site: 'shop', name: 'pageview', url: 'https://shop.example/a' };
const get = (rawPath: string, rawQueryString = ''): HttpEvent => ({
  rawPath,
  rawQueryString,
  headers: { 'user-agent': AGENT },
  requestContext: { http: { method: 'GET', sourceIp: '81.187.204.113' } },
});
const json = ({ body }: HttpResponse) => JSON.parse(body) as unknown;

describe('the collector', () => {
  it('answers a batch item by item and puts all its rows into one record', async () => {
    const { fake, answer, rows } = deployed();
    const answered = await answer(
      event({ site: 'shop', events: [PAGE, { ...PAGE, url: 'https://else.example/' }] }),
    );
    expect([answered.statusCode, json(answered)]).toEqual([
      202,
      {
        accepted: 1,
        dropped: [],
        rejected: [
          {
            index: 1,
            reason: 'host_not_allowed',
            detail: 'the host of the url is not on the list of the site',
          },
        ],
      },
    ]);
    expect(rows().map(({ outcome, day, hour }) => ({ outcome, day, hour }))).toEqual([
      { outcome: 'stored', day: '2026-11-24', hour: 11 },
      { outcome: 'rejected', day: '2026-11-24', hour: null },
    ]);
    expect(
      fake.calls.filter(({ service }) => service === 'firehose').map((call) => recordsOf(call).length),
    ).toEqual([1]);
  });

  it('stores nothing of a dry run', async () => {
    const { answer, rows } = deployed();
    expect((await answer(event(PAGE, { rawQueryString: 'dry_run=1' }))).statusCode).toBe(202);
    expect(rows()).toEqual([]);
  });

  it('answers 503 with Retry-After where nothing durable holds the rows, and says so at /healthz until it does', async () => {
    let dead = true;
    const { answer } = deployed((service) => (dead && service !== 'dynamodb' ? DENIED : undefined));
    const refused = await answer(event(PAGE));
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '5']);
    expect((await answer(get('/healthz'))).statusCode).toBe(503);
    dead = false;
    expect((await answer(event(PAGE))).statusCode).toBe(202);
    expect(json(await answer(get('/healthz')))).toEqual({ status: 'ok', problems: [] });
  });

  it('stores events without a visitor where there is no salt', async () => {
    const { answer, rows } = deployed((service) => (service === 'dynamodb' ? DENIED : undefined));
    expect((await answer(event(PAGE))).statusCode).toBe(202);
    expect(rows().map(({ visitor, outcome }) => ({ visitor, outcome }))).toEqual([
      { visitor: null, outcome: 'stored' },
    ]);
    expect(json(await answer(get('/healthz')))).toMatchObject({ problems: [{ name: 'salt' }] });
  });

  it("tells a visitor's days apart, and stores a server's event of yesterday without a visitor", async () => {
    const { fake, answer, rows } = deployed(undefined, {
      ...CONFIG,
      sites: [{ ...CONFIG.sites[0], eventsPerSecond: undefined }],
    });
    await answer(event(PAGE));
    await answer(event(PAGE));
    const server = { with: { authorization: `Bearer ${KEY}` } };
    await answer(
      event(
        {
          ...PAGE,
          ip: '81.187.204.113',
          user_agent: AGENT,
          time: new Date(fake.now - 12 * 3_600_000).toISOString(),
        },
        server,
      ),
    );
    fake.now += 86_400_000;
    await answer(event(PAGE));
    const [first, second, late, next] = rows();
    expect([first?.['visitor'], late?.['day'], late?.['visitor']]).toEqual([
      second?.['visitor'],
      '2026-11-23',
      null,
    ]);
    expect(next?.['visitor']).not.toBe(first?.['visitor']);
  });

  it('lets go of a salt at the first request after its day, whatever is asked', async () => {
    for (const next of [get('/headcount.js'), event('x'.repeat(1_100_000))]) {
      const { fake, answer } = deployed();
      await answer(event(PAGE));
      const ends = vi.spyOn(CurrentKey.prototype, 'endBefore');
      const clears = vi.spyOn(DerivedCache.prototype, 'clear');
      fake.now += 86_400_000;
      await answer(next);
      expect(ends.mock.calls.at(0)).toEqual(['2026-11-25']);
      expect(clears, 'what was derived under it').toHaveBeenCalledTimes(1);
      ends.mockRestore();
      clears.mockRestore();
    }
  });

  it('takes the time of a day that may be sealed for late', async () => {
    const { fake, answer, rows } = deployed();
    // 24 hours before a Monday's first half-hour, after a Sunday of 23 hours, is Saturday.
    fake.now = Date.parse('2026-03-30T00:10:00+02:00');
    await answer(
      event({ ...PAGE, time: '2026-03-28T23:40:00+01:00' }, { with: { authorization: `Bearer ${KEY}` } }),
    );
    expect(rows().map(({ outcome, day }) => ({ outcome, day }))).toEqual([
      { outcome: 'late', day: '2026-03-30' },
    ]);
  });

  it('bounds a site that has a bound', async () => {
    const { fake, answer } = deployed();
    fake.takes = () => 0;
    const statuses = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await answer(event(PAGE))).statusCode);
    expect(statuses).toEqual([202, 202, 202, 429, 429]);
  });

  it('gives the gif as base64 and the tracker as text, for good only under its version', async () => {
    const { answer } = deployed();
    const gif = await answer(
      get('/v1/pixel.gif', `site=shop&url=${encodeURIComponent('https://shop.example/p')}`),
    );
    expect([
      gif.isBase64Encoded,
      Buffer.from(gif.body, 'base64').subarray(0, 6).toString(),
      gif.headers['x-headcount'],
    ]).toEqual([true, 'GIF89a', 'accepted']);
    const caches = [];
    for (const path of [
      '/headcount.js',
      `/headcount.${trackerVersion('tracker()')}.js`,
      `/headcount-${trackerVersion('tracker()')}.js`,
      '/headcount.0123456789ab.js',
      '/headcount-0123456789ab.js',
    ]) {
      const { statusCode, body, headers, isBase64Encoded } = await answer(get(path));
      expect({ statusCode, body, isBase64Encoded }).toEqual({
        statusCode: 200,
        body: 'tracker()',
        isBase64Encoded: false,
      });
      caches.push(headers['cache-control']);
    }
    expect(caches).toEqual([
      'public, max-age=3600',
      'public, max-age=31536000, immutable',
      'public, max-age=31536000, immutable',
      'no-store',
      'no-store',
    ]);
    expect(
      (await answer({ ...get('/headcount.js'), requestContext: { http: { method: 'HEAD' } } })).body,
    ).toBe('');
    expect(json(await answer(get('/.well-known/gpc.json')))).toMatchObject({ gpc: true });
  });

  it('gives the tracker compressed, as bytes that the API sends as they are', async () => {
    const { answer } = deployed();
    for (const [accepts, coding, undo] of [
      ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
      ['gzip, deflate', 'gzip', gunzipSync],
    ] as const) {
      const { headers, body, isBase64Encoded } = await answer({
        ...get('/headcount.js'),
        headers: { 'accept-encoding': accepts },
      });
      expect([headers['content-encoding'], headers['vary'], isBase64Encoded]).toEqual([
        coding,
        'Accept-Encoding',
        true,
      ]);
      expect(undo(Buffer.from(body, 'base64')).toString()).toBe('tracker()');
    }
  });

  it('answers 503 and logs a word at a fault of its own, never what caused it', async () => {
    const { fake, answer } = deployed();
    const odd = {
      ...event(PAGE),
      get body(): string {
        throw new Error('holds 81.187.204.113');
      },
    };
    expect((await answer(odd)).statusCode).toBe(503);
    expect(fake.said).toEqual([{ warning: 'collector_fault', count: 1 }]);
  });

  it('answers while the invocation still has time, and before the gateway gives up', async () => {
    for (const remaining of [2_000, undefined]) {
      const { fake, answer } = deployed((service) => (service === 'dynamodb' ? DENIED : undefined));
      fake.takes = () => 60_000;
      const start = fake.now;
      expect(
        (
          await answer(
            event(PAGE),
            remaining === undefined ? undefined : { getRemainingTimeInMillis: () => remaining },
          )
        ).statusCode,
      ).toBe(503);
      expect(fake.now - start).toBeLessThan(remaining ?? 29_000);
    }
  });

  it('sets no cookie, and lets no browser guess a type', async () => {
    const { answer } = deployed();
    for (const one of [event(PAGE), get('/headcount.js'), get('/v1/pixel.gif'), get('/nowhere')]) {
      const { headers } = await answer(one);
      expect(headers).not.toHaveProperty('set-cookie');
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});

describe('the files beside the bundle', () => {
  it('the files are read when first needed, and a missing country database costs countries, not events', () => {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-beside-'));
    try {
      const fake = new Fake(() => ({}));
      writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ country: 'database', sites: [] }));
      const files = filesBeside(folder, fake.warnings);
      writeFileSync(join(folder, 'headcount.js'), 'tracker()');
      expect([files.tracker(), files.country('81.187.204.113')]).toEqual(['tracker()', undefined]);
      expect(fake.said).toEqual([{ warning: 'country_unavailable', count: 1 }]);
      writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ country: 'none', sites: [] }));
      expect(filesBeside(folder, fake.warnings).country('81.187.204.113')).toBeUndefined();
      expect(fake.said).toHaveLength(1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
