/**
 * Nothing that identifies a visitor is ever written: unique strings go in everywhere, and none comes out in any form.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonLine } from '#core/event/anonymous-event';
import { CHROME, EVENT, KEY, ORIGIN, post, type Posting } from './posted.ts';

/** Letters of a canary; no word of the code or of the list of sources holds eight of them in a row. */
const canary = fc
  .array(fc.constantFrom(...'zqxjkvwZQXJKVW'), { minLength: 24, maxLength: 24 })
  .map((letters) => letters.join(''));
const LEAST = 8;

/** Every form that a canary could take: raw, encoded, hashed; each cut to eight characters at any place. */
function forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  const hashes = ['md5', 'sha1', 'sha256'].flatMap((name) => [
    createHash(name).update(text).digest('hex'),
    createHash(name).update(text).digest('base64url'),
  ]);
  const offsets = [0, 1, 2].map((pad) =>
    Buffer.concat([Buffer.alloc(pad, 32), bytes])
      .toString('base64url')
      .slice(4, -4),
  );
  return [
    text.toLowerCase(),
    bytes.toString('hex'),
    [...bytes].map((byte) => `%${byte.toString(16)}`).join(''),
    ...offsets.map((one) => one.toLowerCase()),
    ...hashes.map((one) => one.toLowerCase()),
  ];
}

function found(output: string, text: string): string | undefined {
  const written = output.toLowerCase();
  for (const form of forms(text)) {
    for (let at = 0; at + LEAST <= form.length; at++) {
      const piece = form.slice(at, at + LEAST);
      if (written.includes(piece)) return piece;
    }
  }
  return undefined;
}

function outputOf(body: unknown, posting: Posting): string {
  const got = post(body, posting);
  return [
    got.status,
    JSON.stringify(got.headers),
    typeof got.body === 'string' ? got.body : '',
    ...got.events.map(toJsonLine),
  ].join('\n');
}

const place = fc.constantFrom(
  ...([
    'ip',
    'x-forwarded-for',
    'cookie',
    'user-agent',
    'accept-language',
    'referer',
    'authorization',
    'origin',
    'content-type',
    'x-anything',
    'sec-ch-ua',
    'from',
    'query',
    'fragment',
    'userinfo',
    'matrix',
    'referrer path',
    'referrer query',
    'referrer userinfo',
    'referrer subdomain',
    'title',
    'id',
    'unlisted prop',
    'listed prop with another value',
    'unknown key',
    'language',
    'malformed body',
    'wrong type',
    'reset path',
    'verify path',
    'server user agent',
    'country',
    'site',
    'pixel query',
    'time',
  ] as const),
);

const url = (made: string) => outputOf({ ...EVENT, url: made }, {});
const event = (more: object, posting: Posting = {}) => outputOf({ ...EVENT, ...more }, posting);
const server = (more: object) => event(more, { headers: { authorization: `Bearer ${KEY}`, origin: '' } });
const rowAt = (now: number) => ({ ...post(EVENT, { context: { now } }).events[0]!, event_id: '' });

function send(where: string, text: string): string {
  const header = (name: string, value = text) => outputOf(EVENT, { headers: { [name]: value } });
  switch (where) {
    case 'ip':
      return outputOf(EVENT, { peer: text });
    case 'user-agent':
      return (
        header('user-agent', `${CHROME} ${text}/1.0`) + header('user-agent', `${text}/7.1 (${text}; ${text})`)
      );
    case 'cookie':
      return header('cookie', `id=${text}`);
    case 'accept-language':
      return header('accept-language', `${text}, en-${text}`);
    case 'query':
      return url(
        `${ORIGIN}/products/a?q=${text}&token=${text}&${text}=1&utm_term=${text}&utm_source_x=${text}`,
      );
    case 'fragment':
      return url(`${ORIGIN}/products/a#${text}`);
    case 'userinfo':
      return url(`https://${text}:${text}@www.example.com/products/a`);
    case 'matrix':
      return url(`${ORIGIN}/products;sid=${text}/a;jsessionid=${text}`);
    case 'referrer path':
      return event({ referrer: `https://www.other.example/${text}` });
    case 'referrer query':
      return event({ referrer: `https://www.google.com/search?q=${text}#${text}` });
    case 'referrer userinfo':
      return event({ referrer: `https://${text}@www.other.example/` });
    case 'referrer subdomain':
      return (
        event({ referrer: `https://${text}.github.io/` }) +
        event({ referrer: `https://${text}.intranet.local/` })
      );
    case 'title':
      return event({ title: text, document: { title: text } });
    case 'id':
      return (
        event({ id: text }) +
        outputOf(
          {
            events: [
              { ...EVENT, id: text },
              { ...EVENT, id: text },
            ],
          },
          {},
        )
      );
    case 'unlisted prop':
      return event({ props: { email: text, [text]: 1 } });
    case 'listed prop with another value':
      return event({ props: { plan: text } });
    case 'unknown key':
      return event({ [text]: text });
    case 'language':
      return event({ language: text }) + event({ language: `de-${text.slice(0, 20)}` });
    case 'malformed body':
      return (
        outputOf(text, {}) +
        outputOf(`{"site":"shop","name":"${text}`, {}) +
        outputOf(`[${JSON.stringify(text)}]`, {}) +
        outputOf(`{"${text}":1,"${text}":2}`, {})
      );
    case 'wrong type':
      return (
        event({ screen: text }) +
        event({ url: text }) +
        event({ name: `${text}/` }) +
        event({ props: text }) +
        event({ entry: text }) +
        event({ props: { note: { [text]: text } } })
      );
    case 'reset path':
      return url(`${ORIGIN}/account/reset/${text}`) + url(`${ORIGIN}/password-reset/x/${text}`);
    case 'verify path':
      return (
        url(`${ORIGIN}/verifyEmail/${text}`) +
        url(`${ORIGIN}/invite=${text}`) +
        url(`${ORIGIN}/confirm%2F/${text}`)
      );
    case 'server user agent':
      return server({ user_agent: text, ip: '192.0.2.1' });
    case 'country':
      return server({ country: text.slice(0, 8) }) + server({ country: text });
    case 'time':
      return server({ time: text });
    case 'site':
      return outputOf({ ...EVENT, site: text }, {});
    case 'pixel query':
      return (
        outputOf('', {
          method: 'GET',
          path: '/v1/pixel.gif',
          query: `site=shop&url=${encodeURIComponent(EVENT.url)}&uid=${text}&${text}=1&site2=${text}`,
        }) + outputOf('', { method: 'GET', path: '/v1/pixel.gif', query: `site=${text}&url=${text}` })
      );
    default:
      return header(where);
  }
}

describe('a canary', () => {
  it('a canary in any place appears in no row, answer or header, whether raw, encoded, hashed or cut to eight characters', () => {
    fc.assert(
      fc.property(place, canary, (where, text) => {
        expect(found(send(where, text), text), where).toBeUndefined();
      }),
      { numRuns: 600 },
    );
  });

  it('is found where it may be, so that the search above is no empty one', () => {
    expect(
      found(outputOf({ ...EVENT, url: `${ORIGIN}/zqxj-kvwz-qxjk` }, {}), 'zqxj-kvwz-qxjk'),
    ).toBeDefined();
    expect(found(createHash('sha1').update('hidden').digest('hex').slice(3, 12), 'hidden')).toBeDefined();
  });

  it('an address appears in no row: neither its text, nor its digits, nor its parts', () => {
    fc.assert(
      fc.property(fc.ipV4(), (ip) => {
        expect(
          outputOf({ ...EVENT, ip }, { peer: ip, headers: { authorization: `Bearer ${KEY}`, origin: '' } }),
        ).not.toContain(ip.length > 8 ? ip : `"${ip}"`);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the time of an event', () => {
  it('leaves no trace finer than the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_599_999 }), (offset) => {
        const hour = Date.parse('2026-11-23T12:00:00Z');
        expect(rowAt(hour + offset)).toEqual(rowAt(hour));
      }),
      { numRuns: 100 },
    );
  });
});
