/** What `headcount query` says beside its rows: schema, candidates, days, and whom the figures are for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { LakeOf } from '../../runtime/local/seal/lake-of.ts';
import { runWarm } from '../../support/warm-program.ts';

const INSIDE = /for internal use only/;

let lake: LakeOf;
beforeAll(async () => {
  lake = new LakeOf();
  await lake.arrive(
    'dt=2026-03-20/aa.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-20'], visitors: 30, random: seeded(1) }),
  );
  expect((await lake.seal()).status).toBe(0);
});
afterAll(() => lake.dispose());

const query = (...words: string[]) => runWarm(['query', ...words], { cwd: lake.folder });

describe('the schema', () => {
  it('lists each table with its columns, types and descriptions, in every format', async () => {
    const table = await query('--schema', '--format', 'table');
    expect([table.status, table.stderr]).toEqual([0, '']);
    expect(table.stdout).toMatch(/^days: Totals of a site and day/);
    expect(table.stdout).toMatch(/^ {2}visitors +bigint +Visitor-days that viewed the path\.$/m);
    const rows = JSON.parse((await query('--schema', '--json')).stdout) as Record<string, string>[];
    expect(rows).toContainEqual({
      table: 'releases',
      column: 'period',
      type: 'varchar',
      description: 'Released day or month.',
    });
    expect(new Set(rows.map((row) => row['table'])).size).toBe(14);
    expect(rows.every((row) => row['description'] !== '')).toBe(true);
    expect((await query('--schema', '--format', 'csv')).stdout).toMatch(/^table,column,type,description\r\n/);
  });

  it.each(['describe pages', 'DESC pages;', 'show columns from "pages"'])('understands %s', async (sql) => {
    const rows = JSON.parse((await query(sql, '--json')).stdout) as Record<string, string>[];
    expect(rows.map((row) => row['column']).slice(0, 4)).toEqual(['site', 'day', 'path', 'visitors']);
    expect(new Set(rows.map((row) => row['table']))).toEqual(new Set(['pages']));
  });

  it('understands show tables, and proposes a table for a slip', async () => {
    expect((await query('show tables', '--json')).stdout).toContain('"table":"releases"');
    const wrong = await query('describe pagse');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean "pages"?')]);
  });

  it('agrees with what the tables have', async () => {
    const rows = JSON.parse((await query('--schema', '--json')).stdout) as Record<string, string>[];
    for (const name of new Set(rows.map((row) => row['table'] ?? ''))) {
      const columns = rows.filter((row) => row['table'] === name).map((row) => row['column']);
      const answer = await query(`select * from ${name} limit 0`, '--format', 'csv');
      expect(answer.stdout.trim().split(',').toSorted(), name).toEqual(columns.toSorted());
    }
  });

  it('asks for words where there are none, and for none beside --schema', async () => {
    expect((await query()).stderr).toContain('--schema');
    const both = await query('--schema', 'select 1');
    expect([both.status, both.stderr]).toEqual([2, expect.stringContaining('describe TABLE')]);
  });
});

describe('a name that does not exist', () => {
  it.each([
    [
      'select visitor from days',
      'no column "visitor" in days (did you mean "visitors"?): days has site, day, visitors',
    ],
    ['select d.vistors from days d', 'no column "vistors" in days (did you mean "visitors"?)'],
    ['select 1 from pages where pth = 3', 'no column "pth" in pages (did you mean "path"?)'],
    ['select zebra from pages', 'no column "zebra" in pages: pages has site, day, path'],
    ['select * from dayz', 'only these tables can be read (did you mean "days"?)'],
    ['select sumn(visitors) from days', 'Did you mean "sum"'],
  ])('%s', async (sql, said) => {
    const { status, stderr, stdout } = await query(sql);
    expect([status, stdout, stderr]).toEqual([2, '', expect.stringContaining(said)]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('days in an answer', () => {
  const sql = `select day, cast(day as date) a, cast(day as date) + interval 7 day b, date_trunc('week', cast(day as timestamp)) c,
    cast(day as timestamp) + interval 6 hour d from days`;

  it.each([
    ['csv', '2026-03-20,2026-03-20,2026-03-27,2026-03-16,2026-03-20 06:00:00\r\n'],
    [
      'json',
      '[{"day":"2026-03-20","a":"2026-03-20","b":"2026-03-27","c":"2026-03-16","d":"2026-03-20 06:00:00"}]\n',
    ],
    ['table', '2026-03-20  2026-03-20  2026-03-27  2026-03-16  2026-03-20 06:00:00\n'],
  ])('are dates as %s, also where the engine makes instants of them', async (format, row) => {
    expect((await query(sql, '--format', format)).stdout).toContain(row);
  });
});

describe('the note that figures are for inside use', () => {
  it.each(['select * from days', 'with d as (select * from pages) select 1 from d', 'select * from seals'])(
    'stands beside %s',
    async (sql) => {
      expect((await query(sql)).stderr).toMatch(INSIDE);
    },
  );

  it.each([
    'select * from releases',
    'select days, period from releases r join calendar c on c.day = r.period',
    "select 'from days'",
  ])('does not stand beside %s', async (sql) => {
    const { status, stderr } = await query(sql);
    expect([status, stderr]).toEqual([0, '']);
  });
});
