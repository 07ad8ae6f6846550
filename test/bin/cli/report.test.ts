/** `headcount report` over facts on disk. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FACTS } from '#queries/facts/catalogue';
import { SEALS } from '#core/facts/lake-columns';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { runWarm } from '../../support/warm-program.ts';
import { withFacts, type FactRows } from '../../queries/reports/fact-tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-report-'));
const data = join(folder, 'data');
const HOSTILE = '/<script>alert(1)</script>';
const DAYS = ['2026-10-30', '2026-11-02', '2026-11-03', '2026-11-05'];
const FACT_ROWS: FactRows = {
  days: DAYS.map((day, index) => ({
    day,
    visitors: 100 + index,
    visits: 120,
    page_views: 300,
    engaged_seconds: 6000,
    single_page_visitors: 50,
  })),
  pages: DAYS.flatMap((day) => [
    { day, path: '/', visitors: 60, page_views: 90, engaged_seconds: 600, scroll_pct_sum: 3000, scrolls: 60 },
    { day, path: HOSTILE, visitors: 20, page_views: 20 },
    { day, path: '=rare', visitors: 1, page_views: 1 },
  ]),
  visitors: DAYS.flatMap((day) => [
    { day, dimension: 'country', value: 'DE', visitors: 70 },
    { day, dimension: 'device', value: 'desktop', visitors: 100 },
  ]),
};

beforeAll(async () => {
  mkdirSync(join(data, 'facts'), { recursive: true });
  await withFacts(FACT_ROWS, async (db) => {
    for (const fact of FACTS.filter((one) => FACT_ROWS[one.name] !== undefined))
      await db.run(
        `copy (select *, day as period from ${fact.name}) to '${join(data, 'facts', fact.name)}' (format parquet, partition_by (period))`,
      );
    const columns = SEALS.filter(({ name }) => name !== 'site' && name !== 'period').map(
      ({ name, type }) =>
        `cast(${name === 'time_zone' ? "'Europe/Berlin'" : type === 'string' ? "''" : '1'} as ${DUCKDB_TYPE[type]}) as ${name}`,
    );
    await db.run(
      `copy (select site, day as period, ${columns.join(', ')} from days where day <> '2026-11-05') to '${join(data, 'seals')}' (format parquet, partition_by (period))`,
    );
  });
  writeFileSync(
    join(folder, 'headcount.json'),
    JSON.stringify({
      timeZone: 'Europe/Berlin',
      sites: [
        {
          id: 'demo',
          name: 'Demo & Söhne',
          hosts: ['www.example.com'],
          annotations: [{ day: '2026-11-02', text: 'trade fair' }],
        },
      ],
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function report(...words: string[]) {
  const { status, stdout, stderr } = await runWarm(
    ['report', ...words, '--data', data, '--config', join(folder, 'headcount.json')],
    { cwd: folder, env: { ...process.env, TZ: 'Asia/Tokyo' } },
  );
  return { status, out: stdout, err: stderr };
}

test('a report as JSON has the shape of the contract, for the latest month with a sealed day', async () => {
  const { status, out, err } = await report('content', '--inside', '--json');
  expect([status, err]).toEqual([0, '']);
  const json = JSON.parse(out) as Record<string, unknown> & {
    tables: { name: string; rows: unknown[]; withheld: boolean }[];
    days: { missing: string[] };
  };
  expect(json).toMatchObject({
    report: 'content',
    site: 'demo',
    from: '2026-11-01',
    to: '2026-11-30',
    timeZone: 'Europe/Berlin',
    state: 'partial',
    days: { asked: 30, sealed: 2 },
    inside: true,
    method: { unit: 'visitor-day', k: 10 },
  });
  expect(json.days.missing).toContain('2026-11-05');
  expect(json.tables[0]).toMatchObject({ name: 'pages', withheld: true });
  expect(json.tables[0]?.rows[0]).toEqual(['/', 120, 180, 1200, 50, 59.11, 10]);
  expect(Object.keys(JSON.parse((await report('--inside', '--json')).out) as object)).toEqual(['reports']);
});

test('a table goes to stdout as CSV, a folder takes one file a table', async () => {
  const { out } = await report('--table', 'pages', '--inside');
  expect(out.split('\r\n')[0]).toBe(
    'path,visitors,page_views,engaged_seconds,scroll_pct,share,seconds_per_visitor',
  );
  expect(
    (await report('content', 'audience', '--inside', '--out', join(folder, 'csv'), '--period', '2026-11-02'))
      .status,
  ).toBe(0);
  expect(readdirSync(join(folder, 'csv')).toSorted()).toEqual([
    'demo.audience.days.2026-11-02.2026-11-02.csv',
    'demo.audience.depth.2026-11-02.2026-11-02.csv',
    'demo.audience.total.2026-11-02.2026-11-02.csv',
    'demo.content.landings.2026-11-02.2026-11-02.csv',
    'demo.content.pages.2026-11-02.2026-11-02.csv',
  ]);
  expect((await report('--inside', '--format', 'table')).out).toMatch(/^INTERNAL {2}demo · audience/);
  // The output is a pipe here.
  expect(await report('--inside')).toEqual(await report('--inside', '--format', 'table'));
});

test('HTML is one file without script, INTERNAL, with its CSV inside and hostile text harmless', async () => {
  const file = join(folder, 'r.html');
  expect((await report('--inside', '--out', file)).status).toBe(0);
  const page = readFileSync(file, 'utf8');
  expect(page).not.toMatch(/<script|javascript:|<link|@import|src="http|url\(http/i);
  expect(page).toContain('INTERNAL');
  expect(page).toContain('Demo &amp; Söhne');
  expect(page).toContain('2 of 30 days');
  expect(page).toContain('trade fair');
  const [, encoded = ''] =
    /download="demo\.content\.pages[^"]*" href="data:text\/csv;charset=utf-8;base64,([^"]*)"/.exec(page) ??
    [];
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toContain('/,120,180,');
  expect(page).not.toContain('=rare');
});

test.each([
  [['nonsense'], 2, 'audience, content, acquisition, market, demand, actions'],
  [['--site', 'shop'], 2, 'demo'],
  [['--table', 'nonsense'], 2, 'pages'],
  [['content', '--format', 'csv'], 2, '--table'],
  [['--format', 'pdf', 'content'], 2, 'html, json, csv, table'],
  [['--period', '2026-13', '--json'], 2, '2026-W47'],
  [['--compare', 'never', '--json'], 2, 'previous or year'],
  [['--limit', '-1', '--json'], 2, '--limit'],
  [['--locale', '!', '--json'], 2, '--locale'],
  [['--period', '2026-12', '--json'], 1, '2026-10-30, 2026-11-02 to 2026-11-03'],
] as const)('%o fails in one line that says what there is', async (words, status, said) => {
  const ran = await report(...words, '--inside');
  expect(ran.status).toBe(status);
  expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
  expect(ran.err).toContain(said);
  expect(ran.out).toBe('');
});
