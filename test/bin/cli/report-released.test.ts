/** `headcount report` without --inside: its output comes from releases and from nothing else. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { FACTS } from '#queries/facts/catalogue';
import { SEALS } from '#core/facts/lake-columns';
import { runWarm } from '../../support/warm-program.ts';
import { withFacts, type FactRows } from '../../queries/reports/fact-tables.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-released-'));
const data = join(folder, 'data');
const DAYS = ['2026-03-02', '2026-03-03', '2026-03-04'];
/** Exact measures of `days` that differ from the bounded ones: none of them may appear outside, not even by chance. */
const EXACT = { page_views: 483_917, visits: 271_831, engaged_seconds: 94_187_263 };
const FACT_ROWS: FactRows = {
  days: DAYS.map((day) => ({
    day,
    visitors: 5_000,
    ...EXACT,
    single_page_visitors: 2_000,
    visitors_bounded: 5_000,
    visits_bounded: 6_000,
    page_views_bounded: 15_000,
    engaged_seconds_bounded: 300_000,
    single_page_visitors_bounded: 2_000,
  })),
  pages: DAYS.flatMap((day) => [
    { day, path: '/', visitors: 3_000, page_views: 3_600 },
    { day, path: '/open', visitors: 900, page_views: 1_000 },
    { day, path: '/rare-and-telling', visitors: 2, page_views: 2 },
  ]),
  campaigns: DAYS.flatMap((day) =>
    ['\uff1dHYPERLINK(1)', '<script>alert(1)</script>', 'spring\u202eflow'].map((campaign) => ({
      day,
      campaign,
      visitors: 900,
    })),
  ),
  visitors: DAYS.flatMap((day) => [
    ...['desktop', 'mobile'].map((value) => ({ day, dimension: 'device', value, visitors: 2_500 })),
    { day, dimension: 'country', value: 'DE', visitors: 5_000 },
  ]),
};

const CONFIG = { sites: [{ id: 'demo', name: 'Demo', hosts: ['www.example.com'], published: ['/'] }] };

async function headcount(...words: string[]) {
  const config = words.includes('--config') ? [] : ['--config', join(folder, 'headcount.json')];
  const { status, stdout, stderr } = await runWarm([...words, ...config, '--data', data], { cwd: folder });
  return { status, out: stdout, err: stderr };
}
const stored = (period: string) =>
  JSON.parse(readFileSync(join(data, 'releases', `period=${period}`, 'demo.json'), 'utf8')) as StoredRelease;
interface Json {
  readonly tables: readonly {
    readonly name: string;
    readonly available?: string;
    readonly columns: readonly { readonly name: string }[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  }[];
}

beforeAll(async () => {
  mkdirSync(join(data, 'facts'), { recursive: true });
  await withFacts(FACT_ROWS, async (db) => {
    for (const fact of FACTS.filter((one) => FACT_ROWS[one.name] !== undefined))
      await db.run(
        `copy (select *, day as period from ${fact.name}) to '${join(data, 'facts', fact.name)}' (format parquet, partition_by (period))`,
      );
    const bound = (name: string) =>
      DEFAULT_BOUNDS[name.slice('bound_'.length) as keyof typeof DEFAULT_BOUNDS] ?? 100_000;
    const columns = SEALS.filter(({ name }) => name !== 'site' && name !== 'period').map(
      ({ name, type }) =>
        `cast(${name === 'time_zone' ? "'UTC'" : name === 'live' ? 'false' : type === 'string' ? 'null' : name === 'keyings' ? 1 : bound(name)} as ${DUCKDB_TYPE[type]}) as ${name}`,
    );
    await db.run(
      `copy (select site, day as period, ${columns.join(', ')} from days) to '${join(data, 'seals')}' (format parquet, partition_by (period))`,
    );
  });
  writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ ...CONFIG, release: { names: 'all' } }));
  writeFileSync(join(folder, 'listed.json'), JSON.stringify(CONFIG));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a report before anything is released', () => {
  it('says in one line what to do, and shows nothing', async () => {
    const { status, out, err } = await headcount('report', '--json');
    expect([status, out, err.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(err).toContain('headcount release');
    expect(err).toContain('--inside');
  });
});

describe('the report of a released month', () => {
  beforeAll(async () => {
    expect((await headcount('release', '--quiet')).status).toBe(0);
  });

  it('gives every figure its interval, in the shape of the contract, and no rule of k', async () => {
    const json = JSON.parse((await headcount('report', 'content', '--json')).out) as Json &
      Record<string, unknown>;
    expect(json).toMatchObject({
      report: 'content',
      site: 'demo',
      from: '2026-03-01',
      to: '2026-03-31',
      inside: false,
      state: 'partial',
      days: { asked: 31, sealed: 3 },
      method: {
        unit: 'visitor-day',
        release: { noise: 'discrete Gaussian', accounting: 'zCDP', left_out: [] },
      },
    });
    expect(json).not.toHaveProperty('method.k');
    const pages = json.tables.find((table) => table.name === 'pages');
    expect(pages?.columns.map((column) => column.name)).toEqual([
      'path',
      'visitors',
      'visitors_low',
      'visitors_high',
      'page_views',
      'page_views_low',
      'page_views_high',
      'share',
      'share_low',
      'share_high',
    ]);
    expect(pages?.rows.map((row) => row[0])).toEqual(['/', '/open']);
    for (const row of pages?.rows ?? [])
      expect(Number(row[2]) <= Number(row[1]) && Number(row[1]) <= Number(row[3])).toBe(true);
    expect(JSON.stringify(json)).not.toContain('rare-and-telling');
  });

  it('is the same to the last byte when no fact, seal or arrival is left to look at', async () => {
    const ask = () =>
      Promise.all(
        [
          ['--json'],
          ['--format', 'table'],
          ['content', '--table', 'pages', '--format', 'csv'],
          ['--json', '--period', '2026-03-03'],
          ['--json', '--compare', 'previous', '--period', '2026-03-04'],
        ].map((words) => headcount('report', ...words)),
      );
    const html = async () => {
      expect((await headcount('report', '--out', join(folder, 'r.html'))).status).toBe(0);
      return readFileSync(join(folder, 'r.html'), 'utf8');
    };
    const [before, page] = [await ask(), await html()];
    cpSync(data, join(folder, 'kept'), { recursive: true });
    for (const name of ['facts', 'seals', 'completeness', 'arrivals', 'journal'])
      rmSync(join(data, name), { recursive: true, force: true });
    expect(await ask()).toEqual(before);
    expect(await html()).toBe(page);
    rmSync(data, { recursive: true });
    cpSync(join(folder, 'kept'), data, { recursive: true });
    for (const one of before) expect(one.status).toBe(0);
  });

  it('holds no exact figure in any public output: pages, JSON, CSV, Parquet, index', async () => {
    await headcount('report', '--out', join(folder, 'r.html'));
    const files = [
      join(folder, 'r.html'),
      ...readdirSync(join(data, 'reports'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
      ...readdirSync(join(data, 'releases'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name)),
    ];
    const texts = [
      ...files.map((file) => readFileSync(file, 'latin1')),
      (await headcount('query', 'select * from releases', '--format', 'csv', '--quiet')).out,
      (await headcount('report', '--json')).out,
      (await headcount('release', '--json')).out,
    ];
    expect(files.length).toBeGreaterThan(10);
    // The page contains CSV as base64, which is searched as well.
    const inside = texts.flatMap((text) =>
      [...text.matchAll(/base64,([A-Za-z0-9+/=]+)/g)].map((found) =>
        Buffer.from(found[1] ?? '', 'base64').toString('utf8'),
      ),
    );
    expect(inside.length).toBeGreaterThan(5);
    for (const exact of Object.values(EXACT).flatMap((one) => [one, one * DAYS.length])) {
      for (const form of [String(exact), exact.toLocaleString('en'), exact.toLocaleString('de')])
        for (const text of [...texts, ...inside]) expect(text.includes(form), form).toBe(false);
    }
    for (const text of [...texts, ...inside]) expect(text.includes('rare-and-telling')).toBe(false);
  });

  it('answers other ranges from the same draws: a range of days is their sum, and asking again changes nothing', async () => {
    const ledger = () =>
      readdirSync(join(data, 'releases', 'ledger')).map((name) =>
        readFileSync(join(data, 'releases', 'ledger', name), 'utf8'),
      );
    const before = ledger();
    const noisy = (day: string) => stored(day).tables[0]?.cells[0]?.noisy['visitors'] ?? 0;
    const total = async (...words: string[]) => {
      const table = (
        JSON.parse((await headcount('report', 'audience', '--json', ...words)).out) as Json
      ).tables.find((one) => one.name === 'total');
      return table?.rows[0]?.[table.columns.findIndex((column) => column.name === 'visitors')];
    };
    expect(await total('--from', '2026-03-02', '--to', '2026-03-03')).toBe(
      noisy('2026-03-02') + noisy('2026-03-03'),
    );
    expect(await total('--from', '2026-03-02', '--to', '2026-03-03')).toBe(
      noisy('2026-03-02') + noisy('2026-03-03'),
    );
    expect(await total('--period', '2026-W10')).toBe(DAYS.reduce((sum, day) => sum + noisy(day), 0));
    expect(await total('--period', '2026-Q1')).toBe(await total('--period', '2026-03'));
    expect(await total('--period', '2026')).toBe(await total('--period', '2026-03'));
    expect(ledger()).toEqual(before);
  });

  it('has the same columns whether or not a row is shown, so that no script breaks from month to month', async () => {
    const columns = async (report: string, table: string, ...words: string[]) =>
      (JSON.parse((await headcount('report', report, '--json', ...words)).out) as Json).tables.find(
        (one) => one.name === table,
      );
    // For the month, noise decides whether there is a row; for a week there is none.
    const none = await columns('actions', 'names', '--period', '2026-W10');
    expect([none?.rows, none?.columns.map((column) => column.name)]).toEqual([
      [],
      ['name', 'visitors', 'visitors_low', 'visitors_high', 'share', 'share_low', 'share_high'],
    ]);
    expect((await columns('actions', 'names'))?.columns).toEqual(none?.columns);
  });

  it('says of a table that stays inside that it does', async () => {
    const { status, out, err } = await headcount(
      'report',
      '--table',
      'landings_by_medium',
      '--format',
      'csv',
    );
    expect([status, out, err.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(err).toContain('landings_by_medium is not released');
  });

  it('has breakdowns for whole months only: for a week the tables are there, monthly, without rows', async () => {
    const pages = (
      JSON.parse((await headcount('report', 'content', '--json', '--period', '2026-W10')).out) as Json
    ).tables.find((table) => table.name === 'pages');
    expect([pages?.available, pages?.rows]).toEqual(['monthly', []]);
  });

  it('keeps the month below reports/ for good, with an index that links to it, and writes it once', async () => {
    const page = join(data, 'reports', '2026-03', 'demo.html');
    const before = readFileSync(page, 'utf8');
    expect(readdirSync(join(data, 'reports', '2026-03')).toSorted()).toEqual([
      'demo.csv',
      'demo.html',
      'demo.json',
      'demo.parquet',
    ]);
    expect(readFileSync(join(data, 'reports', 'index.html'), 'utf8')).toContain('href="2026-03/demo.html"');
    expect(before).not.toContain('INTERNAL');
    expect(before).not.toMatch(/<script|src=|https?:\/\/(?!www\.w3\.org)/);
    expect(before).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(before).not.toContain('\u202e');
    expect(readFileSync(join(data, 'reports', '2026-03', 'demo.csv'), 'utf8')).toContain(
      ",'\uff1dHYPERLINK(1),",
    );
    expect((await headcount('release', '--quiet')).status).toBe(0);
    expect(readFileSync(page, 'utf8')).toBe(before);
  });

  it('names what nobody listed only where the configuration or the operator says so, and hides it again', async () => {
    const listed = (...words: string[]) => headcount(...words, '--config', join(folder, 'listed.json'));
    const json = JSON.parse((await listed('report', 'content', '--json')).out) as Json;
    const pages = json.tables.find((table) => table.name === 'pages');
    expect(pages?.rows.map((row) => row[0])).toEqual(['/']);
    expect(pages).toMatchObject({
      withheld: true,
      left_out: expect.arrayContaining([{ reason: 'not_approved', rows: 1 }]) as unknown,
    });
    expect(json).toMatchObject({ method: { release: { names_waiting: 1 } } });
    const all = await headcount('report', 'acquisition', '--table', 'campaigns', '--format', 'csv');
    expect(all.out.trim().split('\n')).toHaveLength(4);
    const none = await listed('report', 'acquisition', '--table', 'campaigns', '--format', 'csv');
    expect(none.out.trim().split('\n')).toHaveLength(1);
    const text = (await listed('report', 'acquisition', '--format', 'table')).out;
    expect(text).toContain('3 names wait for approval');
  });

  it('says for another period what is released, in one line', async () => {
    const { status, err } = await headcount('report', '--period', '2026-04', '--json');
    expect([status, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(err).toContain('2026-03-02 to 2026-03-04');
  });
});
