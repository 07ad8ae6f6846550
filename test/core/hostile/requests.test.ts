/**
 * Answering any request costs at most twenty times an ordinary request of as many events. A body of 1 MiB around one
 * event is the exception, because it is expensive to read; its limit is two batches of 490 events, 240 kB, which is a
 * quarter of an ordinary body of its length.
 */
import { describe, expect, it } from 'vitest';
import { CHROME, contextOf, ORIGIN } from '../collect/posted.ts';
import { collect } from '#core/collect/collect';
import { tooDear, type Work } from './cost.ts';
import { shapes } from './shapes.ts';
import { oneOf } from '../../support/full-length.ts';

const MIB = 1_048_576;
const context = contextOf();
const behindProxy = contextOf({ ...contextOf().config.source, trustedProxies: 2 });
const HEADERS: Readonly<Record<string, string>> = {
  'user-agent': CHROME,
  origin: ORIGIN,
  'accept-language': 'de-AT,de;q=0.9',
  'x-forwarded-for': '198.51.100.7, 192.0.2.1',
};

interface Sent {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly path?: string;
}

/** A run that answers a request whose body was built beforehand. */
function answering({ body = '', headers = {}, query = '', path = '/v1/events' }: Sent): () => unknown {
  const all = { ...HEADERS, ...headers };
  const bytes = new TextEncoder().encode(body);
  const request = {
    method: path === '/v1/events' ? 'POST' : 'GET',
    path,
    query,
    header: (name: string) => all[name],
    body: bytes,
    peer: '198.51.100.7',
  };
  return () => collect(request, headers['x-forwarded-for'] === undefined ? context : behindProxy);
}

/** Ordinary visitors' events: pages and referrers that recur, and some that do not. */
function ordinaryEvent(n: number): object {
  return {
    site: 'shop',
    id: `0123456789abcdef-${n}`,
    name: 'pageview',
    url: `https://www.example.com/products/Model-${n % 50}?utm_source=newsletter&utm_campaign=Spring`,
    referrer: n % 2 === 0 ? 'https://www.google.com/' : `https://news${n}.example.org/article`,
    language: 'de-DE',
    screen: 1440,
    entry: true,
  };
}

const batch = (events: readonly object[]) => JSON.stringify({ site: 'shop', events });
const ordinary = (count: number) =>
  answering({
    body:
      count === 1
        ? JSON.stringify(ordinaryEvent(0))
        : batch(Array.from({ length: count }, (_, n) => ordinaryEvent(n))),
  });

/** Builds a text of `opening`, as many of `unit` as fit, and `end`. */
const filled = (opening: string, unit: string, end: string, length = MIB) =>
  opening + unit.repeat(Math.floor((length - opening.length - end.length) / unit.length)) + end;

/** Bodies that are nothing but structure, text or white space. */
function* bodies(opening: string, end: string): Generator<Sent & { readonly made: string }> {
  const units = [
    '0,',
    '"",',
    '"\\n",',
    '[],',
    '{},',
    '[[[[[]]]]],',
    '{"a":0},',
    '{"\\u0061":0},',
    '1e-9,',
    'null,',
    '-,',
    ',',
    ' ',
    '1 ',
  ];
  for (const unit of units)
    yield { made: `${opening.slice(-12)} ${unit}`, body: filled(`${opening}[`, unit, `0]${end}`) };
  for (const unit of ['\\"', '\\\\', '\\u0041', 'a', '\u00e9', '\u{1f600}', ' '])
    yield {
      made: `${opening.slice(-12)} "${unit}"`,
      body: filled(`${opening}"`, unit, `"${end}`, unit > '~' ? MIB / 4 : MIB),
    };
}

describe('a request of one event', () => {
  it('costs at most twenty ordinary ones, whatever header or query it has', () => {
    const body = JSON.stringify(ordinaryEvent(0));
    const names = [
      'user-agent',
      'accept-language',
      'x-forwarded-for',
      'origin',
      'authorization',
      'sec-gpc',
      'content-encoding',
    ];
    const work: Work[] = [];
    for (const { made, text } of shapes(15_000, [''], false)) {
      for (const name of names)
        work.push({ made: `${name} ${made}`, run: answering({ body, headers: { [name]: text } }) });
      for (const query of [
        text,
        `site=shop&url=https%3A%2F%2Fwww.example.com%2F${text}`,
        filled('site=shop', `&url=${text.slice(0, 3)}`, '', 15_000),
      ])
        work.push({ made: `pixel ${made}`, run: answering({ path: '/v1/pixel.gif', query }) });
      work.push({ made: `query ${made}`, run: answering({ body, query: text }) });
      work.push({
        made: `key ${made}`,
        run: answering({ body, headers: { authorization: `Bearer ${text}` } }),
      });
    }
    expect(tooDear(ordinary(1), oneOf(7, work))).toEqual([]);
  });

  it('costs at most two batches of 490 ordinary ones, however much stands beside what is read', () => {
    const start = JSON.stringify(ordinaryEvent(0)).slice(0, -1);
    const work = [...bodies(`${start},"x":`, '}')].map((sent) => ({ made: sent.made, run: answering(sent) }));
    expect(tooDear(ordinary(490), oneOf(7, work), 2)).toEqual([]);
  });

  it('costs at most twenty ordinary ones with fields that are cut, whatever they hold', () => {
    const work: Work[] = [];
    for (const { made, text } of shapes(8_000, ['', 'https://', 'https://a/'], false)) {
      const props = {
        ...Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`key-${n}`, n])),
        note: text,
      };
      for (const fields of [{ referrer: text }, { language: text, id: text }, { props, path: text }])
        work.push({ made, run: answering({ body: JSON.stringify({ ...ordinaryEvent(0), ...fields }) }) });
    }
    expect(tooDear(ordinary(1), oneOf(7, work))).toEqual([]);
  });

  it('costs at most twenty ordinary ones with every property at its longest', () => {
    const work: Work[] = [];
    for (const { made, text } of shapes(256, ['', '1', 'a-at-'], false)) {
      const props = Object.fromEntries(Array.from({ length: 28 }, (_, n) => [`key-${n}`, text]));
      const event = { ...ordinaryEvent(0), name: 'not_found', props: { ...props, note: text, path: text } };
      work.push({ made, run: answering({ body: JSON.stringify(event) }) });
    }
    expect(tooDear(ordinary(1), oneOf(7, work))).toEqual([]);
  });
});

describe('a request of 490 events', () => {
  const many = (event: (n: number) => object) => batch(Array.from({ length: 490 }, (_, n) => event(n)));

  it('costs at most twenty ordinary ones, whatever its events hold', () => {
    const hostile: readonly (readonly [string, object])[] = [
      ['dots', { referrer: filled('https://', 'a.', 'com', 1980) }],
      ['escapes', { url: filled('https://www.example.com', '/%', '', 1900) }],
      ['wrong escapes', { url: filled('https://www.example.com', '/%C3', '', 1900) }],
      ['parameters', { url: filled('https://www.example.com/?', 'utm_source=%C3&', '', 1900) }],
      ['growing', { referrer: filled('https://', '\u0130\u3002', 'com', 900) }],
      ['telephone', { name: 'x', props: { note: filled('', '0049', '', 256) } }],
      ['mail', { name: 'x', props: { note: filled('', '-at-', '-dot-x', 256) } }],
      ['cut', { referrer: filled('https://', 'a.', 'com', 9000), language: filled('', 'de-', '', 3000) }],
      [
        'ill-formed',
        { title: filled('', '\ud83d', '', 2000), props: { note: filled('', 'a\ud83d', '', 2000) } },
      ],
      ['keys', { props: Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`.repeat(30), {}])) }],
      ['too old', { time: '2026-11-23T12:34:56Z' }],
    ];
    const work = hostile.map(([made, fields]) => ({
      made,
      run: answering({ body: many((n) => ({ ...ordinaryEvent(n), ...fields })) }),
    }));
    expect(tooDear(ordinary(490), oneOf(7, work))).toEqual([]);
  });

  it('costs at most twenty ordinary ones with a long key of a server', () => {
    const run = answering({
      body: many(ordinaryEvent),
      headers: { authorization: `Bearer ${'a'.repeat(15_000)}` },
    });
    expect(tooDear(ordinary(490), [{ made: 'key', run }])).toEqual([]);
  });

  it('costs at most twenty ordinary ones, however little its items are worth', () => {
    const units = ['0', '{}', '[]', '""', '{"site":"shop"}', '[[[[[[]]]]]]', '{"a":[{}]}'];
    const work = units.map((unit) => ({
      made: unit,
      run: answering({ body: `{"events":[${Array(500).fill(unit).join()}]}` }),
    }));
    for (const sent of [...bodies('{"events":', '}'), ...bodies('{"x":', '}')])
      work.push({ made: sent.made, run: answering(sent) });
    expect(tooDear(ordinary(490), oneOf(7, work))).toEqual([]);
  });
});
