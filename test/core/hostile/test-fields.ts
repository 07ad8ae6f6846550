/**
 * Fields and headers, their ordinary values, and the test that the most expensive shape at full length costs at most
 * twenty ordinary ones, of short texts forty. An ordinary one is a value of the field as browsers and the tracker send
 * it, at its usual length rather than that of the most expensive one. Open properties are free text (text of few words
 * is listed), files are the paths of links.
 */
import { expect, it } from 'vitest';
import { isBot } from '#core/anonymize/bot';
import { derivePage } from '#core/anonymize/page';
import { selectProps } from '#core/anonymize/props';
import { deriveOrigin } from '#core/anonymize/referrer';
import { deriveTechnology } from '#core/anonymize/technology';
import { readWebAddress } from '#core/anonymize/web-address';
import { CHROME, contextOf } from '../collect/posted.ts';
import { tooDear } from './cost.ts';
import { shapes } from './shapes.ts';

interface Field {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly ordinary: readonly string[];
  readonly longest: number;
  readonly openings: readonly string[];
  /** How many ordinary values the dearest may cost. @default 20 */
  readonly most?: number;
}

/** Short texts of at most 256 characters: what the scrubber looks for in them is most of their cost, some 80 us. */
const MOST_OF_SHORT_TEXTS = 40;

const site = contextOf().config.site('shop');
if (site === undefined) throw new Error('the shop is not configured');
/** The limit on a request's headers and first line together, as the server reads them. */
const HEADERS = 16_000;

const FIELDS: readonly Field[] = [
  {
    name: 'referrer',
    read: (text) => deriveOrigin(text, site.hosts),
    ordinary: [
      'https://news.example.org/article',
      'https://www.google.com/',
      'https://de.wikipedia.org/wiki/Mikroskop',
      'https://b\u00fccher.example/',
    ],
    longest: 2048,
    openings: ['https://', 'http://a.', 'https://a@', 'https:/\t/', 'https://www.google.com/'],
  },
  {
    name: 'url',
    read: (text) => {
      const url = readWebAddress(text);
      return url === undefined ? undefined : derivePage(url.pathname + url.search, site);
    },
    ordinary: [
      'https://www.example.com/products/Model-1200?utm_source=newsletter&utm_campaign=Spring+2026',
      'https://www.example.com/B%C3%BCcher/2026/Lesen',
      'https://www.example.com/wiki/Who%3F?ref=Product+Hunt',
    ],
    longest: 2048,
    openings: [
      'https://',
      'https:\\\n/',
      'https://www.example.com/',
      'https://www.example.com/a/',
      'https://www.example.com/?',
      'https://www.example.com/?utm_source=',
      'https://www.example.com/?utm_medium=',
      'https://www.example.com/?ref=https://',
    ],
  },
  {
    name: 'open property',
    read: (text) => selectProps('x', { note: text }, site),
    ordinary: [
      'Model 1200',
      'Model 1200 (2nd edition)',
      'What a customer wrote here',
      'Which objective do I need for thin sections of bone, and is it in stock?',
    ],
    longest: 256,
    openings: ['', '//', 'a-at-', '-dot-com ', '1'],
    most: MOST_OF_SHORT_TEXTS,
  },
  {
    name: 'file',
    read: (text) => selectProps('download', { file: text }, site),
    ordinary: [
      '/downloads/Model-1200.zip',
      '/files/2026/Prospekt_Fr%C3%BChjahr.pdf',
      '/wp-content/uploads/2026/03/Brochure.pdf',
    ],
    longest: 256,
    openings: ['/', 'https://x/', 'a/', '/-dot-com '],
    most: MOST_OF_SHORT_TEXTS,
  },
  {
    name: 'user agent',
    read: (text) => [deriveTechnology(text), isBot(text)],
    ordinary: [CHROME],
    longest: HEADERS,
    openings: [
      '',
      'Mozilla/5.0 (',
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) ',
    ],
  },
];

/**
 * Declares the tests of each field, on characters only or also on pairs of them, which takes some ten times as long.
 */
export function testFields(pairs: boolean): void {
  for (const { name, read, ordinary, longest, openings, most = 20 } of FIELDS) {
    it(`the dearest ${name} costs at most ${most} ordinary ones`, () => {
      const work = [...shapes(longest, openings, pairs)].map(({ made, text }) => ({
        made,
        run: () => read(text),
      }));
      let turn = 0;
      expect(tooDear(() => read(ordinary[turn++ % ordinary.length] ?? ''), work, most)).toEqual([]);
    });
  }
}
