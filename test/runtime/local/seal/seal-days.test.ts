/** The seal as a whole, by the built program: all or nothing, once, whatever happens in between. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { SealMismatchError } from '#core/seal/reconcile';
import { sealDays } from '#runtime/local/seal/seal-days';
import { loadSql } from '#runtime/node/package-root';
import { oracle } from '../../../oracle/oracle.ts';
import { itemsOfAll, randomArrivals, seeded, shuffled } from '../../../oracle/random-arrivals.ts';
import { LakeOf, SITES, sortedFacts } from './lake-of.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

const DAYS = ['2026-03-19', '2026-03-20'];
const ROWS = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 60, random: seeded(3) });
/** The live site has a row for each of its days; the other one only where it has arrivals. */
const SITE_DAYS = ['shop', 'logs'].flatMap((site) => DAYS.map((day) => ({ site, day })));
const EXPECTED = sortedFacts(oracle(ROWS, { siteDays: SITE_DAYS }));

let lake: LakeOf;
beforeEach(() => {
  lake = new LakeOf();
});
afterEach(() => lake.dispose());

async function arriveInThree(rows: readonly ArrivalRow[], seed: number): Promise<void> {
  const mixed = shuffled(rows, seeded(seed));
  const third = Math.ceil(mixed.length / 3);
  await lake.arrive('dt=2026-03-19/aa.parquet', mixed.slice(0, third));
  await lake.arrive('dt=2026-03-20/bb.parquet', mixed.slice(third, 2 * third));
  await lake.arrive('dt=2026-03-20/cc.parquet', mixed.slice(2 * third));
}

const balance = (day: Record<string, number>) =>
  ['stored', 'duplicate', 'bot', 'opted_out', 'rejected', 'excluded', 'late'].reduce(
    (sum, outcome) => sum + (day[outcome] ?? 0),
    0,
  );

describe('a seal', () => {
  it('makes every fact of every site and day, balances its books, and leaves no arrival', async () => {
    await arriveInThree(ROWS, 1);
    const ran = await lake.seal();
    expect(ran.status, ran.stderr).toBe(0);
    expect(await lake.facts()).toEqual(EXPECTED);
    const { days } = JSON.parse(ran.stdout) as { days: Record<string, number>[] };
    expect(days.reduce((sum, day) => sum + (day['received'] ?? 0), 0)).toBe(itemsOfAll(ROWS));
    for (const day of days) expect(balance(day)).toBe(day['received']);
    expect(lake.files('arrivals')).toEqual([]);
    expect([...lake.files('state'), ...lake.files('scratch')]).toEqual([]);
  });

  thorough('gives the same facts for any split and order of the same rows', async () => {
    await lake.arrive('dt=2026-03-20/zz.parquet', shuffled(ROWS, seeded(9)));
    await lake.sealHere();
    expect(await lake.facts()).toEqual(EXPECTED);
  });

  thorough(
    'writes BIGINT measures into files that bear the day as their time, in an order that tells nothing',
    async () => {
      await arriveInThree(ROWS, 1);
      await lake.sealHere();
      const db = await openDuckDb({ memoryLimit: '512MB', scratch: join(lake.folder, 'scan') });
      for (const fact of FACTS) {
        const file = join(lake.data.facts, fact.name, 'period=2026-03-19/part.parquet');
        const types = new Map(
          (await db.rows(`describe select * from read_parquet('${file}')`)).map((row) => [
            row['column_name'],
            row['column_type'],
          ]),
        );
        for (const measure of fact.measures)
          expect(types.get(measure.name), `${fact.name}.${measure.name}`).toBe('BIGINT');
        expect(statSync(file).mtime.toISOString()).toBe('2026-03-19T00:00:00.000Z');
        expect(await db.rows(`select * from read_parquet('${file}')`)).toEqual(
          await db.rows(`select * from read_parquet('${file}') order by all`),
        );
      }
      db.close();
    },
  );

  it('does nothing the second time', async () => {
    await arriveInThree(ROWS, 1);
    await lake.sealHere();
    expect(JSON.parse((await lake.seal()).stdout)).toEqual({ days: [] });
    expect(await lake.facts()).toEqual(EXPECTED);
  });

  it.each(
    oneOf(9, [
      'drafted',
      'drained',
      'noted',
      'counted',
      'publishing',
      'published',
      'sealed',
      'done',
      'deleting',
    ]),
  )('a seal killed at "%s" and run again ends in the same state', async (step) => {
    await arriveInThree(ROWS, 1);
    expect((await lake.seal([], { HEADCOUNT_CRASH_AT: step })).signal).toBe('SIGKILL');
    const between = await lake.facts();
    for (const day of DAYS) {
      const seen = (facts: typeof between) =>
        Object.fromEntries(
          Object.entries(facts).map(([name, cells]) => [
            name,
            cells.filter(([key]) => key.split('|')[1] === day),
          ]),
        );
      if (between['days']?.some(([key]) => key.endsWith(day)))
        expect(seen(between), 'readers see the whole day').toEqual(seen(EXPECTED));
      else expect(Object.values(seen(between)).flat(), 'or nothing of it').toEqual([]);
    }
    await lake.sealHere();
    expect(await lake.facts()).toEqual(EXPECTED);
    expect(lake.files('arrivals')).toEqual([]);
    expect(lake.files('state')).toEqual([]);
  });
});

describe('sites of one day', () => {
  it('can be sealed one after the other: the rows of the first are carried over', async () => {
    await lake.arrive(
      'dt=2026-03-19/aa.parquet',
      ROWS.filter((row) => row.site === 'shop' || row.site === '(unknown)'),
    );
    await lake.arrive(
      'dt=2026-03-20/import-0123456789abcdef-1.parquet',
      ROWS.filter((row) => row.site === 'logs'),
    );
    expect((await lake.seal(['--by-clock'])).status).toBe(0);
    expect((await lake.facts())['days']?.map(([key]) => key)).toEqual(['shop|2026-03-19', 'shop|2026-03-20']);
    expect(lake.files('arrivals'), 'imports wait until a person seals').toHaveLength(1);
    await lake.sealHere();
    expect(await lake.facts()).toEqual(EXPECTED);
  });

  thorough('sites are not sealed while an import that touches the day is unfinished', async () => {
    await arriveInThree(ROWS, 1);
    mkdirSync(join(lake.data.state, 'import'), { recursive: true });
    const state = (word: string) =>
      writeFileSync(
        join(lake.data.state, 'import/0123456789abcdef.json'),
        JSON.stringify({
          id: '0123456789abcdef',
          state: word,
          site: 'logs',
          days: ['2026-03-20'],
          startedAt: '2026-03-21T01',
        }),
      );
    state('running');
    const ran = await lake.seal();
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain('logs 2026-03-20 is not sealed: an import');
    expect((await lake.facts())['days']?.map(([key]) => key)).toEqual([
      'logs|2026-03-19',
      'shop|2026-03-19',
      'shop|2026-03-20',
    ]);
    state('done');
    await lake.sealHere();
    expect(await lake.facts()).toEqual(EXPECTED);
  });

  thorough(
    'sites that collect live have a row of zeros for each quiet day, but none for the years after an earlier import',
    async () => {
      const one = ROWS.find((row) => row.site === 'shop') as ArrivalRow;
      await lake.arrive('dt=2026-03-17/aa.parquet', [{ ...one, day: '2026-03-17' }]);
      await lake.arrive('dt=2015-05-17/import-0123456789abcdef-1.parquet', [
        { ...one, event_id: 'b', day: '2015-05-17' },
      ]);
      await lake.sealHere();
      expect((await lake.facts())['days']?.map(([key]) => key)).toEqual(
        ['2015-05-17', '2026-03-17', '2026-03-18', '2026-03-19', '2026-03-20'].map((day) => `shop|${day}`),
      );
    },
  );
});

describe('rows that come after the seal', () => {
  const LATE = randomArrivals({ sites: ['shop'], days: ['2026-03-19'], visitors: 10, random: seeded(77) });

  it.each(oneOf(3, ['(not at all)', 'late-noted', 'late-counted']))(
    'count as late in completeness under the day of arrival and in no fact (killed at %s)',
    async (step) => {
      await arriveInThree(ROWS, 1);
      await lake.sealHere();
      await lake.arrive('dt=2026-03-20/dd.parquet', LATE);
      if (step !== '(not at all)')
        expect((await lake.seal([], { HEADCOUNT_CRASH_AT: step })).signal).toBe('SIGKILL');
      await lake.sealHere();
      const found = await lake.facts();
      const late =
        found['completeness']?.find(([key]) => key === 'shop|2026-03-20|late|late')?.[1]['items'] ?? 0;
      const before =
        EXPECTED['completeness']?.find(([key]) => key === 'shop|2026-03-20|late|late')?.[1]['items'] ?? 0;
      expect(late - before).toBe(itemsOfAll(LATE.filter((row) => row.site === 'shop')));
      for (const fact of FACTS) expect(found[fact.name]).toEqual(EXPECTED[fact.name]);
      expect(lake.files('arrivals')).toEqual([]);
    },
  );
});

describe('what a seal refuses', () => {
  it.each(
    oneOf(9, [
      [
        'facts/sources/fact.sql',
        'visits',
        'visits + 1000',
        /sources has \d+ visits, more than the \d+ bounded ones of days/,
      ],
      ['facts/days/fact.sql', 'page_views', 'page_views - 1', /\d+ page views, but days says \d+/],
      ['facts/visitors/fact.sql', 'visitors', 'visitors + 1', /\d+ visitor-days, but dimensions add up to/],
      ['seal/completeness.sql', 'items', 'items + 1', /received \d+, but outcomes add up to \d+/],
    ] as const),
  )(
    'a seal refuses unbalanced books because %s miscounts: nothing is deleted or shown, and the counts are named',
    async (path, measure, wrong, problem) => {
      await arriveInThree(ROWS, 1);
      const files = lake.files('arrivals');
      const broken = (asked: string) =>
        asked === path
          ? `select * replace (cast(${wrong} as bigint) as ${measure}) from (${loadSql(asked)})`
          : loadSql(asked);
      const config = parseConfig(JSON.stringify({ sites: SITES }));
      const seal = sealDays({
        data: lake.data,
        config,
        listed: () => undefined,
        facts: FACTS,
        loadSql: broken,
        memoryLimit: '512MB',
        through: '2026-03-20',
        today: '2026-03-22',
        byClock: false,
      });
      await expect(seal).rejects.toThrow(SealMismatchError);
      await expect(seal).rejects.toThrow(problem);
      expect(lake.files('arrivals')).toEqual(files);
      expect(Object.values(await lake.facts()).flat()).toEqual([]);
      await lake.sealHere();
      expect(await lake.facts()).toEqual(EXPECTED);
    },
  );

  thorough('a seal refuses a changed time zone once a day is sealed', async () => {
    await arriveInThree(ROWS, 1);
    await lake.sealHere();
    lake.configure({ sites: SITES, timeZone: 'Europe/Berlin' });
    const ran = await lake.seal();
    expect(ran.status).toBe(2);
    expect(ran.stderr).toContain('$.timeZone');
  });

  thorough(
    'a seal accepts the same time zone in another spelling, which earlier versions stored as it was configured',
    async () => {
      await arriveInThree(ROWS, 1);
      lake.configure({ sites: SITES, timeZone: 'Etc/UTC' });
      await lake.sealHere();
      const db = await openDuckDb({ memoryLimit: '128MB', scratch: join(lake.folder, 'spelling') });
      for (const file of lake.files('seals').filter((name) => name.endsWith('.parquet'))) {
        const path = join(lake.data.seals, file);
        await db.run(`create or replace table kept as select * from read_parquet($1)`, [path]);
        await db.run(
          `copy (select * replace (lower(time_zone) as time_zone) from kept) to $1 (format parquet)`,
          [path],
        );
      }
      db.close();
      expect(await lake.seal()).toMatchObject({ status: 0, stderr: '' });
      expect(await lake.facts()).toEqual(EXPECTED);
    },
  );

  it('a seal refuses a day that is not over, and words that are not a day', async () => {
    expect((await lake.seal(['--through', '9999-01-01'])).status).toBe(1);
    expect((await lake.seal(['--through', '2026-02-30'])).status).toBe(2);
  });
});

describe('retention', () => {
  it('deletes arrivals that nobody seals after arrivalsDays, with an alarm that counts them', async () => {
    await lake.arrive(
      'dt=2026-03-21/aa.parquet',
      ROWS.map((row) => ({ ...row, day: '2026-03-21' })),
    );
    const ran = await lake.seal(['--quiet']);
    expect(ran.status).toBe(0);
    expect(ran.stderr).toContain(`ALARM: ${itemsOfAll(ROWS)} arrivals`);
    expect(lake.files('arrivals')).toEqual([]);
  });
});
