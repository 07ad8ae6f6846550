/**
 * Prints text from visitors with every command and in every format: a terminal obeys none of it, a spreadsheet runs
 * none of it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { LakeOf } from '../../runtime/local/seal/lake-of.ts';
import { oneOf } from '../../support/full-length.ts';

const HOSTILE = [
  '/\u009b31mred',
  '/\u202egnp.exe',
  '/line\u2028two',
  '=HYPERLINK("https://evil.example")',
  '+1+1',
  '@sum',
  '/a;=1+1',
  '/\u200bhidden\u2066x',
  '/\u001b]0;title\u0007',
  '/tag\u{e0041}',
];
/**
 * Harmful characters within a line. JSON escapes control characters itself, so that no line of it contains any either.
 */
const HARMFUL =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e007f}]/u;

let lake: LakeOf;
const run = (words: readonly string[]) => lake.program(words);

beforeAll(async () => {
  lake = new LakeOf();
  const rows = (day: string, seed: number) =>
    randomArrivals({ sites: ['shop'], days: [day], visitors: 150, random: seeded(seed) }).map((row, at) =>
      row.outcome === 'stored' && row.path !== null
        ? {
            ...row,
            path: HOSTILE[at % HOSTILE.length] ?? '',
            source: HOSTILE[(at + 3) % HOSTILE.length] ?? '',
          }
        : row,
    );
  await lake.arrive('dt=2026-03-20/aa.parquet', rows('2026-03-20', 1));
  expect((await lake.seal()).status).toBe(0);
  await lake.arrive('dt=2026-03-21/bb.parquet', rows('2026-03-21', 2));
});
afterAll(() => lake.dispose());

const QUERIES = [
  ['values of the facts', 'select path, sum(visitors) as n from pages group by path'],
  ['maps and lists of them', 'select list(path) as l, map([min(path)], [max(path)]) as m from pages'],
  [
    'names of columns',
    'select 1 as "\u009b31m", 2 as "\u202eb", 3 as "=1+1", 4 as "c\u2028d", 5 as "\u{e0041}", 6 as "a\nb"',
  ],
  ['every character', 'select chr(cast(range as integer)) as c from range(1, 55295)'],
] as const;
const COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ...oneOf(4, QUERIES).flatMap(([what, sql]) =>
    ['table', 'csv', 'json'].map(
      (format) => [`query, ${what}, ${format}`, ['query', '--format', format, sql]] as const,
    ),
  ),
  ['report, table', ['report', 'content', '--inside', '--site', 'shop', '--format', 'table']],
  ['report, csv', ['report', 'content', '--inside', '--site', 'shop', '--format', 'csv', '--table', 'pages']],
  ['report, json', ['report', 'content', 'acquisition', '--inside', '--site', 'shop', '--json']],
  ['live', ['live']],
  ['live, json', ['live', '--json']],
  ['status', ['status']],
  ['status, json', ['status', '--json']],
];

describe('on a terminal', () => {
  it.each(COMMANDS)('nothing that a visitor sent moves the cursor or hides: %s', async (_what, words) => {
    const ran = await run(words);
    expect(ran.status).toBe(0);
    expect(ran.stdout.length).toBeGreaterThan(30);
    expect(HARMFUL.exec(ran.stdout)?.[0]).toBeUndefined();
    expect(HARMFUL.exec(ran.stderr)?.[0]).toBeUndefined();
  });

  it('neither does an error that quotes the words of a query', async () => {
    const ran = await run(['query', 'select "\u009b31m\u202e" from pages']);
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('\\u009b31m\\u202e');
    expect(HARMFUL.exec(ran.stderr)?.[0]).toBeUndefined();
  });
});

describe('in a spreadsheet', () => {
  it('no cell of a query begins like a formula, nor of a report', async () => {
    const csv = [
      await run(['query', '--format', 'csv', "select path, -1 as n, '-1' as t from pages"]),
      await run(['report', 'content', '--inside', '--site', 'shop', '--format', 'csv', '--table', 'pages']),
    ].map(({ stdout }) => stdout);
    for (const text of csv) {
      expect(text).toMatch(/^'\+1\+1,/m);
      expect(text).toMatch(/^'@sum,/m);
      expect(text).toMatch(/^"\/a;=1\+1",/m);
      expect(text).not.toMatch(/^"?[=+@]/m);
    }
    expect(csv[0]).toMatch(/,-1,-1\r\n/);
  });
});

describe('as JSON', () => {
  it('every value is what was sent', async () => {
    const { stdout } = await run(['query', '--json', 'select distinct path from pages']);
    const paths = (JSON.parse(stdout) as { path: string }[]).map(({ path }) => path);
    expect(paths.filter((path) => HOSTILE.includes(path)).toSorted()).toEqual(HOSTILE.toSorted());
  });
});
