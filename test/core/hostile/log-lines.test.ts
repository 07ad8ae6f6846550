/** Reading any line of a log costs at most twenty times an ordinary line of its format. */
import { expect, it } from 'vitest';
import { FORMATS, createScanner, type Format } from '#core/import/formats';
import { judgeLine, type ImportContext } from '#core/import/judge-line';
import { CHROME, contextOf } from '../collect/posted.ts';
import { tooDear } from './cost.ts';
import { shapes } from './shapes.ts';

const context = contextOf();
const site = context.config.site('shop');
if (site === undefined) throw new Error('the shop is not configured');
const importing: ImportContext = {
  config: context.config,
  site,
  downloads: new Set(['pdf']),
  now: context.now,
  random128: context.random128,
  isSealed: () => false,
  anonymize: () => context,
};

interface Fields {
  readonly target?: string;
  readonly referrer?: string;
  readonly agent?: string;
}

const HEAD = [
  '#Fields: date time c-ip cs-method cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query',
];
const ORDINARY: Fields = {
  target: '/products/Model-1200?utm_source=newsletter',
  referrer: 'https://news.example.org/article',
  agent: CHROME,
};

/** A line of each format as servers write it. */
const LINES: Readonly<Record<Format | 'cloudfront, JSON', (fields: Fields) => string>> = {
  common: ({ target }) => `198.51.100.7 - - [23/Nov/2026:10:05:03 +0000] "GET ${target} HTTP/1.1" 200 2326`,
  combined: ({ target, referrer, agent }) =>
    `198.51.100.7 - - [23/Nov/2026:10:05:03 +0000] "GET ${target} HTTP/1.1" 200 2326 "${referrer}" "${agent}"`,
  alb: ({ target, agent }) =>
    `h2 2026-11-23T10:05:03.186641Z app/lb/5 198.51.100.7:2817 10.0.0.1:80 0.086 0.048 0.037 200 200 34 366 "GET https://www.example.com:443${target} HTTP/2.0" "${agent}" -`,
  json: ({ target, referrer, agent }) =>
    JSON.stringify({
      time: '2026-11-23T10:05:03Z',
      remote_addr: '198.51.100.7',
      request: `GET ${target} HTTP/1.1`,
      status: 200,
      http_referer: referrer,
      http_user_agent: agent,
    }),
  w3c: ({ target = '', referrer, agent }) =>
    [
      '2026-11-23',
      '10:05:03',
      '198.51.100.7',
      'GET',
      target.split('?')[0],
      '200',
      referrer,
      agent?.replaceAll(' ', '+'),
      target.split('?')[1] ?? '-',
    ].join(' '),
  s3: ({ target, referrer, agent }) =>
    `79a5 shop [23/Nov/2026:10:05:03 +0000] 198.51.100.7 - 3E57 REST.GET.OBJECT key "GET ${target} HTTP/1.1" 200 - 5 5 7 6 "${referrer}" "${agent}" - s9lz - - - www.example.com - -`,
  'cloudfront, JSON': ({ target = '', referrer, agent }) =>
    JSON.stringify({
      date: '2026-11-23',
      time: '10:05:03',
      'c-ip': '198.51.100.7',
      'cs-method': 'GET',
      'cs-uri-stem': target.split('?')[0],
      'cs-uri-query': target.split('?')[1] ?? '-',
      'sc-status': '200',
      'cs(Referer)': referrer,
      'cs(User-Agent)': agent?.replaceAll(' ', '%20'),
    }),
  cloudfront: ({ target = '', referrer, agent }) =>
    [
      '2026-11-23',
      '10:05:03',
      '198.51.100.7',
      'GET',
      target.split('?')[0],
      '200',
      referrer,
      agent?.replaceAll(' ', '%20'),
      target.split('?')[1] ?? '-',
    ].join('\t'),
};
/** Longer lines are not read. */
const LONGEST = 16_384;
/** Characters of a line beside its longest possible field. */
const BESIDE = 420;

for (const format of [...FORMATS, 'cloudfront, JSON'] as const) {
  it(`the dearest line of ${format} costs at most twenty ordinary ones`, () => {
    const scan =
      format === 'cloudfront, JSON'
        ? createScanner('cloudfront', ['{'])
        : createScanner(format, format === 'cloudfront' || format === 'w3c' ? HEAD : []);
    const judge = (line: string) => judgeLine(line, scan, importing);
    const line = LINES[format];
    const judging = (made: string, whole: string) => ({ made, run: () => judge(whole) });
    expect(judge(line(ORDINARY))).toHaveProperty('row');
    let turn = 0;
    const ordinary = () => {
      turn += 1;
      judge(
        line({
          ...ORDINARY,
          target: `/products/Model-${turn % 500}?utm_source=newsletter`,
          agent: `${CHROME} ${turn % 50}`,
        }),
      );
    };
    const work = [...shapes(LONGEST - BESIDE, [''], false)].flatMap(({ made, text }) => {
      const lines: readonly (readonly [string, string])[] = [
        ['target', line({ ...ORDINARY, target: `/${text}` })],
        ['tag', line({ ...ORDINARY, target: `/?utm_source=${text}` })],
        ['referrer', line({ ...ORDINARY, referrer: `https://${text}` })],
        ['agent', line({ ...ORDINARY, agent: text })],
        ['line', text],
        ['rest', `${line(ORDINARY)} ${text}`],
      ];
      return lines.map(([name, whole]) => judging(`${name} ${made}`, whole));
    });
    for (const length of [LONGEST + 1, 65_536, 1_048_576])
      for (const unit of ['\\', '"', '%C3', ' ', '{"a":'])
        work.push(judging(`${length} ${unit}`, `${line(ORDINARY)} ${unit.repeat(length / unit.length)}`));
    expect(tooDear(ordinary, work)).toEqual([]);
    expect(judge(`${line(ORDINARY)}${' '.repeat(LONGEST)}`)).toEqual({
      unparseable: 'longer than 16,384 characters',
    });
  });
}
