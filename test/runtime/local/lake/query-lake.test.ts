/** `query` shows sealed facts and nothing else, whatever the SQL. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import type { SqlValue } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { queryLake } from '#runtime/local/lake/query-lake';
import { randomArrivals, seeded } from '../../../oracle/random-arrivals.ts';
import { LakeOf, SITES } from '../seal/lake-of.ts';

const config = parseConfig(JSON.stringify({ sites: SITES }));
let lake: LakeOf;
const query = async (sql: string) => {
  const answer: { columns: readonly string[]; rows: (readonly SqlValue[])[] } = { columns: [], rows: [] };
  await queryLake(lake.data, config, FACTS, sql, {
    columns: (names) => {
      answer.columns = names;
    },
    row: (values) => answer.rows.push(values),
  });
  return answer;
};

beforeAll(async () => {
  lake = new LakeOf();
  await lake.arrive(
    'dt=2026-03-20/aa.parquet',
    randomArrivals({ sites: ['shop'], days: ['2026-03-20'], visitors: 20, random: seeded(1) }),
  );
  expect((await lake.seal()).status).toBe(0);
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

describe('the reader of an answer', () => {
  it('ends the query by what it throws, which reaches who asked as it is', async () => {
    const enough = new Error('Binder Error: enough');
    let rows = 0;
    const asked = queryLake(lake.data, config, FACTS, 'select * from range(1000000000000)', {
      columns: () => undefined,
      row: () => {
        rows += 1;
        if (rows === 5_000) throw enough;
      },
    });
    await expect(asked).rejects.toBe(enough);
    expect(rows).toBe(5_000);
  });

  it('the reader of an answer receives the columns where there is no row', async () => {
    expect(await query('select path, visitors as n from pages where false')).toEqual({
      columns: ['path', 'n'],
      rows: [],
    });
  });
});

describe('a figure that JavaScript would round', () => {
  it('is refused with what to do', async () => {
    await expect(query('select cast(9007199254740993 as bigint)')).rejects.toThrow(
      'a figure lies beyond 2^53: cast it to varchar',
    );
  });
});
