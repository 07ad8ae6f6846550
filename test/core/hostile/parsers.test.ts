/** Each parser on its worst text costs at most twenty times an ordinary one, so that no bound hides behind another. */
import { describe, expect, it } from 'vitest';
import { replaceIdentifiers } from '#core/anonymize/identifiers';
import { deriveLanguage } from '#core/anonymize/language';
import { pagePath } from '#core/anonymize/path';
import { deriveOrigin } from '#core/anonymize/referrer';
import { scrubTag } from '#core/anonymize/scrub-tag';
import { clientAddress } from '#core/collect/client-address';
import { collect } from '#core/collect/collect';
import { hasObjection } from '#core/collect/objection';
import { readJson } from '#core/collect/read-json';
import { CHROME, contextOf, ORIGIN } from '../collect/posted.ts';
import { tooDear } from './cost.ts';

const context = contextOf();
/** The limit on a request's headers and first line together, as the server reads them. */
const HEADERS = 15_000;
const filled = (opening: string, unit: string, end: string, length: number) =>
  opening + unit.repeat(Math.floor((length - opening.length - end.length) / unit.length)) + end;

interface Parser {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly ordinary: readonly string[];
  readonly worst: readonly string[];
}

const requestWith = (name: string) => (text: string) =>
  collect(
    {
      method: 'POST',
      path: '/v1/events',
      query: '',
      header: (asked) =>
        asked === name ? text : ({ 'user-agent': CHROME, origin: ORIGIN } as Record<string, string>)[asked],
      body: new Uint8Array(0),
      peer: '198.51.100.7',
    },
    context,
  );

const pixel = (query: string) =>
  collect(
    {
      method: 'GET',
      path: '/v1/pixel.gif',
      query,
      header: () => undefined,
      body: new Uint8Array(0),
      peer: '',
    },
    context,
  );

const bytesOf = (text: string) => new TextEncoder().encode(text);
const MIB = 1_048_576;
const BATCH = JSON.stringify({
  events: Array.from({ length: 490 }, (_, n) => ({
    site: 'shop',
    name: 'pageview',
    url: `https://www.example.com/products/Model-${n}?utm_source=newsletter`,
    referrer: `https://news${n}.example.org/article`,
    language: 'de-DE',
    screen: 1440,
  })),
});

const PARSERS: readonly Parser[] = [
  {
    name: 'host of a referrer',
    read: (text) => deriveOrigin(text, new Set()),
    ordinary: [
      'https://news.example.org/article',
      'https://www.google.com/',
      'https://de.wikipedia.org/wiki/Mikroskop',
    ],
    worst: ['a.', 'a-.', '1.', '\u00e9.'].map((unit) => `${filled('https://', unit, 'com', 260)}/a/b`),
  },
  {
    name: 'scrubber',
    read: replaceIdentifiers,
    ordinary: ['What a customer wrote here', 'Model 1200 (2nd edition)', 'a at b dot com, 0049 170 1234567'],
    worst: [
      '0049',
      '00',
      '01',
      '0(1',
      '0 1',
      '0-12',
      'a-at-',
      'a-dot-',
      'a-at-a-dot-',
      '-at-a-dot-x',
      '(at)',
      'a@',
      'a@a.',
      '( at )',
      '{at}a',
      'a.a',
      'eyJ.',
      '1:',
      'a:',
      '1.1',
      '11-',
      'aA1',
      'DE12',
      'a',
      '-',
    ].flatMap((unit) => [
      filled('', unit, '@', 256),
      filled('', unit, '{at}', 256),
      filled('', unit, '', 256),
      filled('0', unit, '!', 256),
      filled('a-at-', unit, '-dot-x', 256),
    ]),
  },
  {
    name: 'tag',
    read: scrubTag,
    ordinary: ['newsletter', 'Spring 2026', 'b\u00fccher-2026'],
    worst: [
      filled('', '\ufdfa', '', 4096),
      filled('', '%C3%A9', '', 4096),
      filled('', '\u0301a', '', 4096),
      filled('', 'a%2F', '', 4096),
      filled('', '\u0007a', '', 8192),
      filled('//', '@', '', 8192),
    ],
  },
  {
    name: 'path',
    read: pagePath,
    ordinary: [
      '/products/Model-1200?utm_source=newsletter',
      '/B%C3%BCcher/2026/Lesen',
      '/about;v=1/team#top',
    ],
    worst: ['/', 'a/', '%C3%A9', '%C3', '/%C3%A9', '/;', '\u0301a', '/%3Fa=1'].map((unit) =>
      filled('/', unit, '', 65_536),
    ),
  },
  {
    name: 'content-encoding',
    read: requestWith('content-encoding'),
    ordinary: ['gzip', 'identity', 'GZIP '],
    worst: [' ', 'gzip ', 'x-'].map((unit) => filled('', unit, '!', HEADERS)),
  },
  {
    name: 'objection',
    read: (text) => hasObjection(() => text, context.config),
    ordinary: ['1', '0', '0, 1'],
    worst: [',', ' ,', ' ', '1 ', ',1,', '1,', '0,'].map((unit) => filled('', unit, '!', HEADERS)),
  },
  {
    name: 'accepted language',
    read: deriveLanguage,
    ordinary: ['de-AT,de;q=0.9,en;q=0.5', 'en', 'fr-CH, fr;q=0.9'],
    worst: [' ', 'de', 'de,', '\u00a0'].map((unit) => filled('', unit, '!', HEADERS)),
  },
  {
    name: 'list of forwarding hosts',
    read: (text) => clientAddress('192.0.2.1', text, 2),
    ordinary: [
      '198.51.100.7, 192.0.2.1',
      '2001:db8::7, 192.0.2.1',
      '203.0.113.9, 198.51.100.7:443, 192.0.2.1',
    ],
    worst: [',', ' ,', ' ', ':', '[', '1.', '1', ':1', 'a'].flatMap((unit) => [
      filled('', unit, ', 192.0.2.1', HEADERS),
      filled('[', unit, ', 192.0.2.1', HEADERS),
      filled('[', unit, ']:x, 192.0.2.1', HEADERS),
      filled('1', unit, ':, 192.0.2.1', HEADERS),
    ]),
  },
  {
    name: "pixel's query",
    read: pixel,
    ordinary: [
      'site=shop&url=https%3A%2F%2Fwww.example.com%2Fa%2Fb&referrer=https%3A%2F%2Fnews.example.org%2F',
      'site=shop&url=https%3A%2F%2Fwww.example.com%2FB%25C3%25BCcher%3Futm_source%3Dnewsletter',
    ],
    worst: ['url=%C3&', '&', 'a=%C3&', 'site=&', '=', 'url=+&', '%C3'].map((unit) =>
      filled('site=shop&', unit, '', HEADERS),
    ),
  },
];

describe.each(PARSERS)('the $name by itself', ({ read, ordinary, worst }) => {
  it('costs at most twenty ordinary ones at its worst', () => {
    let turn = 0;
    const usual = () => read(ordinary[turn++ % ordinary.length] ?? '');
    const work = worst.map((text) => ({
      made: `${text.slice(0, 24)} (${text.length})`,
      run: () => read(text),
    }));
    expect(tooDear(usual, work)).toEqual([]);
  });
});

/**
 * Only the bound of JSON that each body meets applies; the other would let it pass. For whole bodies the ordinary one
 * is a batch of as many events as a request may hold, because anybody may send that: one event of 250 bytes costs
 * hundreds of times less than 1 MiB of anything, bytes that must be read before they can be refused. The batch has 90
 * kB, a twelfth of the largest body, so six of them are half the cost of an ordinary body of as many bytes.
 */
it.each([
  ['white space', `{"x":1${' '.repeat(MIB - 7)}}`, 'the body is longer than its events can be'],
  [
    'numbers that nothing parts',
    filled('{"x":[1', ' 1', ']}', MIB),
    'the body is longer than its events can be',
  ],
  [
    'one string of escapes',
    filled('{"x":"', String.raw`\n`, '"}', MIB),
    'the body is longer than its events can be',
  ],
  [
    'empty strings',
    filled('{"x":["', '","', '"]}', 100_000),
    'the body holds more values than its events can have',
  ],
  [
    'escaped strings',
    filled('{"x":["', String.raw`\n","`, '"]}', 100_000),
    'the body holds more values than its events can have',
  ],
  [
    'objects',
    filled('{"x":[0', ',{"a":0}', ']}', 100_000),
    'the body holds more values than its events can have',
  ],
])(
  'a body of %s costs at most six batches of 490 events, and is refused for its bound',
  (_made, text, problem) => {
    const [batch, body] = [bytesOf(BATCH), bytesOf(text)];
    expect(readJson(body, 500)).toEqual({ problem });
    expect(
      tooDear(() => readJson(batch, 500), [{ made: problem, run: () => readJson(body, 500) }], 6),
    ).toEqual([]);
  },
);
