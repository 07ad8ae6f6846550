/**
 * An attacker with one address and many user agents, who wants words of his own on the public page. The words pass
 * their thresholds; they may be published only once the operator approved them, and that changes no figure.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place } from '../../support/program.ts';

const PATH = '/vote-for-mallory';
const CAMPAIGN = 'mallory-for-mayor';
const REFERRER = 'mallory-shop.com';
const WORDS = [PATH, CAMPAIGN, REFERRER];
const CONFIG = {
  sites: [{ id: 'shop', hosts: ['shop.example'], published: ['/', '/prices'], campaigns: ['spring'] }],
};

const line = (index: number, url: string, referrer: string, agent: string) =>
  `203.0.113.9 - - [15/Mar/2026:10:${String(index % 60).padStart(2, '0')}:00 +0000] "GET ${url} HTTP/1.1" 200 512 "${referrer}" "${agent}"`;
const agent = (index: number) =>
  `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${index}.0.0.0 Safari/537.36`;
const LOG = [
  ...Array.from({ length: 220 }, (_, index) =>
    line(index, `${PATH}?utm_campaign=${CAMPAIGN}`, `https://www.${REFERRER}/`, agent(index)),
  ),
  ...Array.from({ length: 400 }, (_, index) =>
    line(index, '/', 'https://www.google.com/', agent(1000 + index)),
  ),
].join('\n');

const place = new Place(CONFIG);
const run = async (...words: string[]) => {
  const { status, stdout, stderr } = await place.runProcess(words);
  expect(status, stderr).toBe(0);
  return { stdout, stderr };
};
/** Every file below `reports/`, and the report in each format. */
const published = async (): Promise<ReadonlyMap<string, Buffer>> => {
  const reports = join(place.data, 'reports');
  const files = readdirSync(reports, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(reports, name)).isFile())
    .map((name) => [name, readFileSync(join(reports, name))] as const);
  const out = join(place.folder, 'out');
  mkdirSync(out, { recursive: true });
  await run('report', '--out', join(out, 'report.html'), '--format', 'html');
  await run('report', '--out', join(out, 'csv'), '--format', 'csv');
  const csv = readdirSync(join(out, 'csv')).map((name) => readFileSync(join(out, 'csv', name)));
  return new Map([
    ...files,
    ['html', readFileSync(join(out, 'report.html'))],
    ['csv', Buffer.concat(csv)],
    ['json', Buffer.from((await run('report', '--json')).stdout)],
    ['table', Buffer.from((await run('report', '--format', 'table')).stdout)],
  ]);
};
const parquetOf = async (files: ReadonlyMap<string, Buffer>) => {
  const bytes = files.get('2026-03/shop.parquet');
  if (bytes === undefined) throw new Error('no Parquet file is published');
  const file = join(place.folder, 'published.parquet');
  writeFileSync(file, bytes);
  const db = await openDuckDb({ memoryLimit: '256MB', threads: 1, scratch: join(place.folder, 'spill') });
  try {
    return await db.rows(`select * from read_parquet('${file}')`);
  } finally {
    db.close();
  }
};
const names = async (...words: string[]) =>
  JSON.parse((await run('names', '--json', ...words)).stdout) as {
    readonly waiting: readonly { readonly table: string; readonly name: string; readonly period: string }[];
    readonly approved: readonly { readonly table: string; readonly name: string }[];
    readonly refused: readonly { readonly table: string; readonly name: string }[];
  };

let before: ReadonlyMap<string, Buffer>;
beforeAll(async () => {
  place.setClock('2026-04-10T09:00:00Z');
  writeFileSync(join(place.folder, 'access.log'), LOG);
  await run('import', 'access.log', '--site', 'shop');
  await run('seal');
  expect((await run('release')).stderr).toMatch(/[345] names wait for approval: .*headcount names/);
  before = await published();
}, 300_000);
afterAll(() => place.dispose());

describe('words that an attacker sends often enough to pass every threshold', () => {
  it('pass it, so that what follows is not vacuous', async () => {
    const rows = (await run('query', "select path, campaign, referrer from releases where level = 'month'"))
      .stdout;
    for (const word of WORDS) expect(rows).toContain(word);
  });

  it('are in no published file and in no format of the report', async () => {
    expect(before.size).toBeGreaterThan(8);
    for (const [name, bytes] of before)
      for (const word of WORDS) expect(bytes.includes(word), `${name} ${word}`).toBe(false);
    const rows = JSON.stringify(await parquetOf(before));
    expect(rows).toContain('/prices');
    for (const word of WORDS) expect(rows).not.toContain(word);
  });

  it('wait for approval, without a figure beside them, and the page says how many do', async () => {
    const { waiting } = await names();
    expect(waiting.map(({ table, name, period }) => [table, name, period])).toEqual([
      ['pages', PATH, '2026-03'],
      ['sources', REFERRER, '2026-03'],
      ['referrers', REFERRER, '2026-03'],
      ['campaigns', CAMPAIGN, '2026-03'],
    ]);
    const said = (await run('names')).stdout;
    expect(said.replaceAll(/2026-03|mallory[\w-]*/g, '')).not.toMatch(/\d/);
    expect(before.get('2026-03/shop.html')?.toString()).toContain('4 names wait for approval');
  });
});

describe('approving one of them', () => {
  it('shows exactly that one, with every figure as it was', async () => {
    const stored = readFileSync(join(place.data, 'releases', 'period=2026-03', 'shop.json'), 'utf8');
    const { waiting, approved } = await names('--approve', PATH);
    expect(approved).toEqual([{ site: 'shop', table: 'pages', name: PATH }]);
    expect(waiting.map(({ name }) => name)).toEqual([REFERRER, REFERRER, CAMPAIGN]);
    const after = await published();
    for (const [name, bytes] of after)
      for (const word of [CAMPAIGN, REFERRER]) expect(bytes.includes(word), `${name} ${word}`).toBe(false);
    for (const name of [
      '2026-03/shop.html',
      '2026-03/shop.csv',
      '2026-03/shop.json',
      'html',
      'csv',
      'json',
      'table',
    ])
      expect(after.get(name)?.includes(PATH), name).toBe(true);
    expect(readFileSync(join(place.data, 'releases', 'period=2026-03', 'shop.json'), 'utf8')).toBe(stored);
    const lines = (files: ReadonlyMap<string, Buffer>) =>
      (files.get('2026-03/shop.csv')?.toString() ?? '').split('\r\n').filter((text) => !text.includes(PATH));
    expect(lines(after)).toEqual(lines(before));
    const rowsOf = async (files: ReadonlyMap<string, Buffer>) =>
      (await parquetOf(files)).filter((row) => row['path'] !== PATH);
    expect(await rowsOf(after)).toEqual(await rowsOf(before));
  });

  it('can be withdrawn: the name is hidden again, does not wait, and the page is as before but for what it says', async () => {
    const { waiting, refused } = await names('--refuse', PATH, CAMPAIGN);
    expect(waiting.map(({ name }) => name)).toEqual([REFERRER, REFERRER]);
    expect(refused.map(({ name }) => name)).toEqual([PATH, CAMPAIGN]);
    const after = await published();
    for (const [name, bytes] of after)
      for (const word of WORDS) expect(bytes.includes(word), `${name} ${word}`).toBe(false);
    expect(after.get('2026-03/shop.csv')?.toString()).toBe(before.get('2026-03/shop.csv')?.toString());
    expect(after.get('2026-03/shop.html')?.toString()).toContain('2 names wait for approval');
  });
});
