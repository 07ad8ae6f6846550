/** The local mode and the AWS mode write the same arrivals, byte for byte, for the same requests. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { SiteRate } from '#core/collect/site-rate';
import { deployedConfig } from '#core/config/deployed-config';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { collector } from '#runtime/aws/collect/collect-event';
import { keyDigest } from '#runtime/aws/collect/presented-secrets';
import { dataDir } from '#runtime/local/data-dir';
import { Journal } from '#runtime/local/journal/journal';
import { httpServer } from '#runtime/local/server/http-server';
import { createDayKey } from '#runtime/node/keyed-hash';
import { Fake, recordsOf, taken } from './aws/trying.ts';
import { rounds } from '../support/full-length.ts';

const KEY = 'k3y-of-the-shop-3f9a';
const CONFIG = parseConfig(
  JSON.stringify({
    timeZone: 'Europe/Berlin',
    sites: [
      {
        id: 'shop',
        hosts: ['shop.example'],
        origins: ['https://shop.example'],
        published: ['/', '/products/*'],
        topics: [{ name: 'Products', paths: ['/products/*'] }],
        goals: ['signup'],
        props: { plan: ['free', 'pro'], note: true },
        keepParameters: ['p'],
        campaigns: ['spring'],
        exclude: { networks: ['203.0.113.0/24'], paths: ['/admin/*'] },
      },
    ],
  }),
);
const NOW = Date.parse('2026-11-24T10:17:31.123Z');
const DAY = '2026-11-24';
const SALT = Buffer.alloc(32, 7);
const keyMatches = (site: string, key: string) => site === 'shop' && key === KEY;
const country = (ip: string) => (ip.startsWith('127.') ? 'DE' : undefined);
const counter = () => {
  let n = 0;
  return () => `${n++}`.padStart(32, '0');
};

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
}

const agents = fc.constantFrom(
  'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
  'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
  'Googlebot/2.1',
  'strange',
);
const event = fc.record(
  {
    id: fc.uuid(),
    site: fc.constantFrom('shop', 'nobody'),
    name: fc.constantFrom('pageview', 'engagement', 'signup', '!'),
    url: fc.oneof(
      fc.webPath({ size: 'small' }).map((path) => `https://shop.example${path}`),
      fc.constantFrom(
        'https://shop.example/admin/x',
        'https://else.example/',
        'https://shop.example/u/anna%40example.org?utm_source=mail&utm_campaign=x',
        'https://shop.example/?q=1&p=5&amp;utm_campaign=SPRING&gclid=abc',
        'https://shop.example/pricing?ref=producthunt',
      ),
    ),
    referrer: fc.constantFrom(
      '',
      'https://www.google.com/',
      'https://anna.github.io/blog',
      'https://shop.example/',
    ),
    language: fc.constantFrom('de-DE', 'zz', 'en'),
    screen: fc.integer({ min: -1, max: 3_000 }),
    entry: fc.boolean(),
    engaged_ms: fc.integer({ min: 0, max: 90_000 }),
    scroll_pct: fc.integer({ min: 0, max: 101 }),
    props: fc.dictionary(
      fc.constantFrom('plan', 'note', 'other'),
      fc.oneof(fc.constantFrom('pro', 'x'), fc.string({ unit: 'grapheme', maxLength: 12 })),
    ),
    value: fc.double({ min: -5, max: 2_000, noNaN: true }),
    ip: fc.constantFrom('81.187.204.113', '203.0.113.4', 'none'),
    time: fc.constantFrom('2026-11-24T08:00:00Z', '2026-11-23T11:00:00Z', '2026-11-22T11:00:00Z'),
    opted_out: fc.boolean(),
  },
  { requiredKeys: [] },
);
/** Valid requests of browsers. */
const page = event.map(({ ip: _ip, time: _time, opted_out: _optedOut, ...one }) => ({
  ...one,
  site: 'shop',
  name: 'pageview',
  url: `https://shop.example/products/${one.scroll_pct ?? 1}`,
  screen: 800,
  scroll_pct: 7,
  value: 1.5,
}));
const sent: fc.Arbitrary<Sent> = fc
  .record({
    events: fc.oneof(
      page.map((one) => JSON.stringify(one)),
      fc.array(page, { minLength: 1, maxLength: 4 }).map((events) => JSON.stringify({ events })),
      event.map((one) => JSON.stringify(one)),
      fc.array(event, { maxLength: 4 }).map((events) => JSON.stringify({ site: 'shop', events })),
      fc.json(),
      fc.constant('{"torn'),
    ),
    headers: fc.record(
      {
        origin: fc.constantFrom('https://shop.example', 'https://shop.example', 'https://evil.example'),
        'user-agent': agents,
        'accept-language': fc.constant('fr,en;q=0.5'),
        'sec-gpc': fc.constantFrom('0', '0', '1'),
        dnt: fc.constant('0'),
        authorization: fc.constantFrom(`Bearer ${KEY}`, `Bearer ${KEY}`, 'Bearer wrong-wrong-wrong'),
      },
      { requiredKeys: ['user-agent'] },
    ),
    kind: fc.constantFrom('post', 'post', 'post', 'gzip', 'pixel', 'dry'),
  })
  .map(({ events, headers, kind }) =>
    kind === 'pixel'
      ? {
          method: 'GET',
          path: '/v1/pixel.gif',
          query: 'site=shop&url=https%3A%2F%2Fshop.example%2Fp%3Fp%3D5%26UTM_Medium%3Dsms%26fbclid%3D1',
          headers: headers as Record<string, string>,
          body: undefined,
        }
      : {
          method: 'POST',
          path: '/v1/events',
          query: kind === 'dry' ? 'dry_run=1' : '',
          headers: { ...headers, ...(kind === 'gzip' ? { 'content-encoding': 'gzip' } : {}) } as Record<
            string,
            string
          >,
          body: kind === 'gzip' ? gzipSync(events) : Buffer.from(events),
        },
  );

/** Returns the content of the journal after these requests. */
async function locally(
  all: readonly Sent[],
): Promise<{ readonly lines: string; readonly answers: string[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-same-'));
  const data = dataDir(folder);
  mkdirSync(data.journal, { recursive: true });
  const config = compileConfig(CONFIG);
  const journal = new Journal({ data, zone: config.zone, clock: () => NOW, onClosed: () => undefined });
  const [random128, derived, key] = [counter(), new DerivedCache(), createDayKey(DAY, SALT)];
  const context = () => ({
    config,
    now: NOW,
    dayKey: key,
    random128,
    country,
    isSealed: () => false,
    keyMatches,
    derived,
  });
  const server = httpServer(
    { journal, rate: new SiteRate(config), context },
    { open: () => undefined, operator: () => undefined },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const answers: string[] = [];
  try {
    for (const one of all) answers.push(await over((server.address() as AddressInfo).port, one));
    await journal.close();
    return {
      lines: readdirSync(data.journal)
        .map((name) => readFileSync(join(data.journal, name), 'utf8'))
        .join(''),
      answers,
    };
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

function over(port: number, { method, path, query, headers, body }: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: query === '' ? path : `${path}?${query}`, headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => resolve(`${answer.statusCode} ${Buffer.concat(chunks).toString('base64')}`));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Returns the records sent to Firehose for these requests. */
async function onAws(all: readonly Sent[]): Promise<{ readonly lines: string; readonly answers: string[] }> {
  const fake = new Fake((call) =>
    call.service === 'firehose' ? taken(call) : { Item: { salt: { B: Buffer.from(SALT) } } },
  );
  fake.now = NOW;
  fake.takes = () => 0;
  const answer = collector({
    ...fake.trying,
    config: deployedConfig(CONFIG, new Map(), new Map([['shop', keyDigest(KEY)]])),
    stream: 's',
    queueUrl: 'https://sqs.x/1/q',
    saltsTable: 'salts',
    originSecrets: [],
    tracker: () => '',
    country,
    random128: counter(),
    warnings: fake.warnings,
  });
  const answers: string[] = [];
  for (const { method, path, query, headers, body } of all) {
    const base64 = headers['content-encoding'] !== undefined;
    const {
      statusCode,
      body: text,
      isBase64Encoded,
    } = await answer({
      rawPath: path,
      rawQueryString: query,
      headers,
      requestContext: { http: { method, sourceIp: '127.0.0.1' } },
      isBase64Encoded: base64,
      ...(body === undefined ? {} : { body: body.toString(base64 ? 'base64' : 'utf8') }),
    });
    answers.push(`${statusCode} ${isBase64Encoded ? text : Buffer.from(text).toString('base64')}`);
  }
  return {
    lines: fake.calls
      .filter(({ service }) => service === 'firehose')
      .flatMap(recordsOf)
      .join(''),
    answers,
  };
}

describe('the local mode and the AWS mode', () => {
  it('write the same arrivals byte for byte, and answer the same, for the same requests', async () => {
    const numRuns = rounds(8, 25);
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sent, { minLength: 10, maxLength: 40 }), async (all) => {
        const [local, aws] = [await locally(all), await onAws(all)];
        expect(aws.lines).toBe(local.lines);
        expect(aws.answers).toEqual(local.answers);
        rows += local.lines.split('"outcome":"stored"').length - 1;
      }),
      { numRuns },
    );
    // The comparison is not one of empty files.
    expect(rows).toBeGreaterThan(2 * numRuns);
  });
});
