/** `query` shows sealed facts and nothing else, whatever is asked. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { queryLake } from '#runtime/local/lake/query-lake';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { Place } from '../../../support/program.ts';
import { LakeOf, SITES } from '../seal/lake-of.ts';

const config = parseConfig(JSON.stringify({ sites: SITES }));
let lake: LakeOf;
const query = (sql: string, patience = 60_000) => queryLake(lake.data, config, FACTS, sql, patience);

beforeAll(async () => {
  lake = new LakeOf();
  await lake.arrive(
    'dt=2026-03-20/aa.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-20'], visitors: 20, random: seeded(1) }),
  );
  expect(lake.seal().status).toBe(0);
  await lake.arrive(
    'dt=2026-03-21/bb.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-21'], visitors: 5, random: seeded(2) }),
  );
});
afterAll(() => lake.dispose());

const target = () => join(lake.folder, 'stolen');
const file = () => join(lake.data.arrivals, 'dt=2026-03-21/bb.parquet');

describe('an analyst', () => {
  it.each([...FACTS.map((fact) => fact.name), 'completeness', 'seals', 'calendar', 'releases'])(
    'reads %s',
    async (table) => {
      const { columns } = await query(`select * from ${table}`);
      expect(columns.length).toBeGreaterThan(2);
    },
  );

  it('joins, groups, nests and names steps, in the spelling of Athena', async () => {
    const { columns, rows } = await query(`
      with by_week as (select c.iso_week, sum(d.page_views) as page_views from days d join calendar c on c.day = d.day group by c.iso_week)
      select iso_week, page_views, (select count(*) from seals) as seals, day_of_week(date '2026-03-20') as weekday, 7 / 2 as whole from by_week`);
    expect(columns).toEqual(['iso_week', 'page_views', 'seals', 'weekday', 'whole']);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.[0]).toBe('2026-W12');
    expect(rows[0]?.slice(3)).toEqual([5, 3]);
  });

  it('knows the calendar of the years that have a sealed day', async () => {
    expect(
      (await query("select * from calendar where day in ('2026-01-01', '2026-12-31') order by day")).rows,
    ).toEqual([
      ['2026-01-01', 4, '2026-W01', '2026-01', '2026-Q1', '2026'],
      ['2026-12-31', 4, '2026-W53', '2026-12', '2026-Q4', '2026'],
    ]);
  });
});

describe('nobody', () => {
  it.each<[string, () => string]>([
    ['copies out', () => `copy days to '${target()}'`],
    ['copies a select out', () => `copy (select 1) to '${target()}'`],
    ['attaches', () => `attach '${target()}' as stolen`],
    ['exports', () => `export database '${target()}'`],
    ['reads arrivals by function', () => `select * from read_parquet('${file()}')`],
    ['reads arrivals by name of the file', () => `select * from '${file()}'`],
    [
      'reads arrivals in a common table of that name',
      () => `with "${file()}" as (select * from "${file()}") select * from "${file()}"`,
    ],
    ['reads text', () => "select * from read_text('/etc/hostname')"],
    ['reads in a subquery', () => "select (select count(*) from read_blob('/etc/hostname'))"],
    [
      'reads in a lateral join',
      () => "select * from days, lateral (select * from read_csv('/etc/hostname'))",
    ],
    ['reads in exists', () => "select 1 where exists (select 1 from glob('/*'))"],
    ['lists files', () => "select * from glob('/*')"],
    ['asks for arrivals', () => 'select * from arrivals'],
    ['asks for scratch', () => 'select * from visitor_days'],
    ['writes', () => "insert into days (site) values ('x')"],
    ['updates', () => 'update days set visitors = 0'],
    ['deletes', () => 'delete from days'],
    ['drops', () => 'drop table days'],
    ['creates', () => 'create table t as select 1'],
    ['creates a macro', () => 'create macro m(x) as x'],
    ['two statements', () => 'select 1; drop table days'],
    ['hides a second statement', () => 'select 1 /* ; */ ; select 2'],
    ['settings', () => 'select * from duckdb_settings()'],
    ['a setting', () => "select current_setting('temp_directory')"],
    ['changes a setting', () => 'set enable_external_access = true'],
    ['resets a setting', () => 'reset enable_external_access'],
    ['a pragma', () => 'pragma database_list'],
    ['a pragma as a function', () => 'select * from pragma_database_list()'],
    ['the environment', () => "select getenv('HOME')"],
    ['secrets', () => 'select * from duckdb_secrets()'],
    ['the catalogue', () => 'select * from information_schema.tables'],
    ['the catalogue by its old name', () => 'select * from sqlite_master'],
    [
      'the catalogue behind a common table',
      () => 'with sqlite_master as (select * from sqlite_master) select * from sqlite_master',
    ],
    ['views with their SQL', () => 'select * from duckdb_views'],
    ['show', () => 'show all tables'],
    ['installs', () => 'install httpfs'],
    ['loads', () => 'load httpfs'],
    ['runs text as a query', () => "select * from query('select 1')"],
    ['tables by text', () => "select * from query_table('sqlite_master')"],
    ['explains', () => 'explain analyze select * from days'],
    ['calls', () => 'call pragma_version()'],
    ['prepares', () => 'prepare p as select 1'],
  ])('%s', async (_what, sql) => {
    const failure = await query(sql()).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.name).toBe('QueryRefusedError');
    expect(failure?.message).not.toMatch(/\n|\/tmp|headcount-seal/);
    expect(existsSync(target())).toBe(false);
  });

  it('sees a value of a row in an error', async () => {
    const failure = await query('select cast(path as integer) from pages').then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.message).toBe('Conversion Error while the query ran');
  });
});

describe('a query that does not end', () => {
  it.each([
    ['a cross join', 'select count(*) from range(1000000) a, range(1000000) b, range(1000000) c'],
    [
      'a join that finds nothing',
      'select a.range from range(100000000) a, range(100000000) b where a.range + b.range = -1',
    ],
    ['a recursion', 'with recursive t(n) as (select 1 union all select n + 1 from t) select max(n) from t'],
  ])('is cancelled when its time is over: %s', async (_what, sql) => {
    const failure = await query(sql, 200).then(
      () => undefined,
      (error: Error) => error,
    );
    expect(failure?.name).toBe('TooLongError');
  });

  it('ends the command with status 1 and one line that says what to do', async () => {
    const place = new Place({ sites: SITES });
    try {
      const ran = await place.run([
        'query',
        '--quiet',
        '--timeout',
        '0.3',
        'select count(*) from range(1000000) a, range(1000000) b, range(1000000) c',
      ]);
      expect(ran).toMatchObject({ status: 1, stdout: '' });
      expect(ran.stderr).toMatch(
        /^headcount: the query was cancelled after 0\.3 seconds: [^\n]*--timeout[^\n]*\n$/,
      );
      expect((await place.run(['query', '--timeout', '-1', 'select 1'])).status).toBe(2);
    } finally {
      place.dispose();
    }
  });
});
