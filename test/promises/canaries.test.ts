/**
 * Promise 1, end to end: nothing that identifies a visitor is found in any file, log line or answer, at any stage
 * between the request and the report; nor any time finer than the hour.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Place, type Running } from '../support/program.ts';
import { findCanaries, textsBelow, type Text } from '../support/scan.ts';

const KEY = 'k3y-of-the-shop-3f9a';
const CONFIG = {
  timeZone: 'Europe/Berlin',
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      origins: ['https://shop.example'],
      keyFile: './key',
      keepParameters: ['p'],
      props: { note: true, plan: ['free', 'pro'] },
      goals: ['signup'],
    },
  ],
};
/** 10:17:31.123 UTC; none of its minute, second or millisecond may show anywhere. */
const MOMENT = '2026-03-10T10:17:31.123Z';
const INSTANT = Date.parse(MOMENT);

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

function send(url: string, sent: Sent): Promise<string> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${sent.path ?? '/v1/events'}`,
      { method: sent.method ?? 'POST', headers: sent.headers ?? {} },
      (answer) => {
        // The Date header is the sender's own time, by the real clock.
        let text = `${answer.statusCode} ${JSON.stringify({ ...answer.headers, date: undefined })}\n`;
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(sent.body);
  });
}

const word = fc.string({
  minLength: 16,
  maxLength: 16,
  unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'),
});
const NAMES = [
  'agent',
  'cookie',
  'query',
  'fragment',
  'referrerPath',
  'referrerQuery',
  'title',
  'unknownProp',
  'unknownPropKey',
  'unlistedValue',
  'header',
  'forwarded',
  'authorization',
  'broken',
  'wrongType',
  'badName',
  'userinfo',
  'email',
  'reset',
  'longToken',
  'language',
  'optedOut',
  'botAgent',
  'clientId',
  'pixelQuery',
  'clickId',
  'listedEmail',
  'tagEmail',
  'referenceEmail',
  'encodedTag',
] as const;
type Canaries = Record<(typeof NAMES)[number], string>;
const canariesArbitrary: fc.Arbitrary<Canaries> = fc
  .uniqueArray(word, { minLength: NAMES.length, maxLength: NAMES.length })
  .map((words) => Object.fromEntries(NAMES.map((name, index) => [name, words[index]])) as Canaries);

/** The requests that carry the canaries, good and bad ones. */
function requestsWith(c: Canaries, ip: string): Sent[] {
  const browser = {
    origin: 'https://shop.example',
    'content-type': 'text/plain',
    'user-agent': `Mozilla/5.0 (X11; Linux x86_64; ${c.agent}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36`,
    cookie: `id=${c.cookie}`,
    'x-forwarded-for': `${ip}, ${c.forwarded}`,
    forwarded: `for=${c.forwarded}`,
    'x-request-id': c.header,
    'sec-ch-ua': `"${c.header}"`,
    'accept-language': `de-DE,${c.language};q=0.5`,
    referer: `https://shop.example/?q=${c.query}`,
  };
  const page = {
    id: `${c.clientId}-0001`,
    site: 'shop',
    name: 'pageview',
    url: `https://${c.userinfo}:x@shop.example/account?sid=${c.query}&utm_campaign=${c.email}%40example.org#${c.fragment}`,
    referrer: `https://news.example.org/${c.referrerPath}?q=${c.referrerQuery}`,
    props: { [c.unknownPropKey]: c.unknownProp, plan: c.unlistedValue, note: `mail ${c.email}@example.org` },
  };
  const post = (body: unknown, headers: Record<string, string> = browser): Sent => ({
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return [
    post(page),
    post({ ...page, id: `${c.clientId}-0002`, title: c.title }),
    post({ ...page, id: undefined, url: `https://shop.example/reset/${c.reset}?x=${c.query}` }),
    post({
      ...page,
      id: undefined,
      url: `https://shop.example/t/eyJhbGciOiJIUzI1NiJ9.${Buffer.from(c.longToken).toString('base64url')}.${c.longToken}`,
    }),
    post({
      ...page,
      id: undefined,
      url: `https://shop.example/u/${encodeURIComponent(`${c.email}@example.org`)}`,
    }),
    post({
      ...page,
      id: undefined,
      url: `https://shop.example/u/${encodeURIComponent(encodeURIComponent(`${c.email}@example.org`))}`,
    }),
    post({
      ...page,
      id: undefined,
      url: `https://shop.example/u/${Buffer.from(`${c.email}@example.org`).toString('base64url')}`,
    }),
    ...[
      `gclid=${c.clickId}&FBCLID=${c.clickId}&utm_term=${c.query}&utm_id=${c.query}&utm_content=${c.query}`,
      `p=${c.listedEmail}%40example.org&q=${c.query}`,
      `p=5%26token=${c.query}`,
      `p=5;token=${c.query}`,
      `amp;token=${c.query}&amp;utm_campaign=${c.tagEmail}%40example.org`,
      `UTM_Source=${c.tagEmail}%2540example.org&Utm_Campaign=may%26token%3D${c.encodedTag}`,
      `utm_source%3Dletter%26token%3D${c.encodedTag}`,
      `ref=${c.referenceEmail}%40${c.referenceEmail}.org&via=${c.query}&source=//${c.query}@example.org/`,
    ].map((query) => post({ ...page, id: undefined, url: `https://shop.example/account?${query}` })),
    post(`{"site":"shop","name":"${c.broken}"`),
    post({ ...page, url: { deep: c.wrongType } }),
    post({ ...page, name: `!${c.badName}` }),
    post({ ...page, site: c.badName }),
    post(page, { ...browser, authorization: `Bearer ${c.authorization}` }),
    post({ ...page, url: `https://${c.userinfo}.example/` }),
    post(page, { ...browser, 'sec-gpc': '1', 'x-canary': c.optedOut }),
    post(page, { ...browser, 'user-agent': `Googlebot/2.1 ${c.botAgent} (+http://www.google.com/bot.html)` }),
    post(page, { ...browser, origin: `https://${c.header.toLowerCase()}.example` }),
    post(
      {
        site: 'shop',
        events: [{ ...page, ip, user_agent: browser['user-agent'], id: `${c.clientId}-0003` }],
      },
      { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
    ),
    post({ site: 'shop', events: [{ ...page, ip }] }),
    {
      method: 'GET',
      path: `/v1/pixel.gif?site=shop&url=${encodeURIComponent(`https://shop.example/p?x=${c.pixelQuery}#${c.fragment}`)}&x=${c.pixelQuery}`,
      headers: browser,
    },
    { method: 'GET', path: `/nowhere/${c.query}`, headers: browser },
  ];
}

/** Forms that the moment could take: clock time, seconds since 1970, or a time-ordered id. */
function findMoment(texts: readonly Text[]): string[] {
  const marks = [
    '10:17',
    '11:17',
    '10-17-31',
    String(INSTANT).slice(0, 8),
    INSTANT.toString(16).padStart(12, '0').slice(0, 8),
  ];
  return texts.flatMap(({ where, text }) =>
    marks.filter((mark) => new RegExp(`(?<![0-9a-f])${mark}`).test(text)).map((mark) => `${where}: ${mark}`),
  );
}

function fileTimesFinerThanTheDay(data: string): string[] {
  return ['arrivals', 'facts', 'completeness', 'seals'].flatMap((folder) =>
    readdirSync(join(data, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.parquet'))
      .filter((name) => {
        const time = statSync(join(data, folder, name)).mtime;
        return time.getUTCMinutes() + time.getUTCSeconds() + time.getUTCMilliseconds() > 0;
      })
      .map((name) => `${folder}/${name}`),
  );
}

describe('what identifies a visitor', () => {
  let place: Place;
  beforeAll(() => {
    place = new Place(CONFIG);
    writeFileSync(join(place.folder, 'key'), KEY);
  });
  afterAll(() => place.dispose());

  it('is found in no file, log or answer from the request to the report, through a crash and a replay', async () => {
    const [canaries] = fc.sample(canariesArbitrary, 1);
    if (canaries === undefined) throw new Error('no sample');
    const ip = '203.0.113.177';
    const hidden = { ...canaries, ip };
    const texts: Text[] = [];
    const read = async (stage: string) => {
      texts.push(
        ...(await textsBelow(place.data, join(place.folder, 'scan'))).map((one) => ({
          ...one,
          where: `${stage}: ${one.where}`,
        })),
      );
    };
    const play = async (server: Running) => {
      for (const [index, sent] of requestsWith(canaries, ip).entries())
        texts.push({ where: `answer ${index}`, text: await send(server.url, sent) });
    };

    place.setClock(MOMENT);
    const first = await place.start();
    await play(first);
    await read('while it runs');
    texts.push({ where: 'live', text: (await place.run(['live', '--json'])).stdout });
    await first.stop('SIGKILL');
    await read('after the crash');

    const second = await place.start();
    await play(second);
    await second.stop('SIGTERM');
    await read('after the replay');
    expect(
      texts.some(({ where }) => /arrivals.*rows/.test(where)),
      'arrivals were written and read',
    ).toBe(true);

    place.setClock('2026-03-11T04:00:00Z');
    const sealed = await place.run(['seal', '--json']);
    expect(sealed.status, sealed.stderr).toBe(0);
    const days = JSON.parse(sealed.stdout).days as { site: string; stored: number }[];
    expect(days.find(({ site }) => site === 'shop')?.stored).toBeGreaterThan(5);
    await read('after the seal');
    const commands = [
      ['report', '--inside', '--json'],
      ['report', '--inside', '--out', join(place.folder, 'out.html')],
      ['live', '--json'],
      ['status', '--json'],
      ...['pages', 'sources', 'referrers', 'campaigns', 'actions', 'completeness'].map((fact) => [
        'query',
        `select * from ${fact}`,
        '--format',
        'csv',
      ]),
    ];
    for (const words of commands) {
      const ran = await place.run(words);
      texts.push({ where: words.slice(0, 2).join(' '), text: `${ran.stdout}${ran.stderr}` });
    }
    texts.push(
      { where: 'first server', text: first.output() },
      { where: 'second server', text: second.output() },
    );

    expect(findCanaries(texts, hidden)).toEqual([]);
    expect(findMoment(texts)).toEqual([]);
    expect(fileTimesFinerThanTheDay(place.data)).toEqual([]);
  });
});
