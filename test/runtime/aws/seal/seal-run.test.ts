/** The seal on AWS as a whole, on Athena, S3, Glue and DynamoDB in memory: the same rows as the local mode's seal of the same arrivals. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { openLake } from '#runtime/local/lake/open-lake';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { randomArrivals, seeded, shuffled } from '../../../oracle/random-arrivals.ts';
import { LakeOf, SITES } from '../../local/seal/lake-of.ts';
import { runSeal } from '#runtime/aws/seal/run-seal';
import { takeLease } from '#runtime/aws/steps/lease';
import { loadSql } from '#runtime/node/package-root';
import { parquetOf } from './fake/arrivals-of.ts';
import { DATABASE, LakeEngine } from './fake/lake-engine.ts';
import { SealWorld } from './fake/seal-world.ts';

const DAYS = ['2026-03-19', '2026-03-20'];
const ROWS = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 60, random: seeded(3) });
const MIXED = shuffled(ROWS, seeded(1));
const FILES: readonly [string, readonly ArrivalRow[]][] = [['dt=2026-03-19/aa.parquet', MIXED.slice(0, 120)], ['dt=2026-03-20/bb.parquet', MIXED.slice(120, 240)], ['dt=2026-03-20/cc.parquet', MIXED.slice(240)]];
const ASKED = { through: '2026-03-20', byClock: false };

let [folder, db, engine]: [string, DuckDb, LakeEngine] = [] as never;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-aws-seal-'));
  db = await openDuckDb({ memoryLimit: '1GB', threads: 1, scratch: join(folder, 'spill') });
  for (const database of [DATABASE, `${DATABASE}_store`, `${DATABASE}_scratch`]) await db.run(`create schema ${database}`);
  engine = new LakeEngine(db, join(folder, 'engine'));
});
afterAll(() => {
  engine.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const world = (config: object = { sites: SITES }) => new SealWorld({ engine, config, now: '2026-03-22T03:05:00Z' });
async function arrive(into: SealWorld, file: string, rows: readonly ArrivalRow[]): Promise<void> {
  into.arrive(file, await parquetOf(db, folder, rows), rows.length);
}

const sorted = <Row extends Readonly<Record<string, unknown>>>(rows: readonly Row[]) => rows.toSorted((a, b) => (`${String(a['period'])} ${String(a['site'])}` < `${String(b['period'])} ${String(b['site'])}` ? -1 : 1));
/** But for the day of sealing, which is today's in the local mode. */
const sealsOf = (of: SealWorld) => sorted(of.seals().map(({ breakdowns, sealed_on: _on, ...row }) => ({ ...row, shown: breakdowns })));
async function localSeals(lake: LakeOf): Promise<readonly object[]> {
  const open = await openLake(lake.data, parseConfig(JSON.stringify({ sites: SITES })), FACTS);
  try {
    return sorted((await open.rows('select * from seals')).map(({ sealed_on: _on, ...row }) => ({ ...row, shown: true })));
  } finally {
    open.close();
  }
}

describe('a seal on AWS', () => {
  it('makes the facts, the completeness and the seals of the local mode, row for row, and leaves no arrival and no scratch', async () => {
    const here = world();
    const lake = new LakeOf();
    try {
      for (const [file, rows] of FILES) {
        await arrive(here, file, rows);
        await lake.arrive(file, rows);
      }
      const answer = await here.tick(ASKED);
      await lake.sealHere();
      expect(answer.done).toBe(true);
      expect(await here.facts()).toEqual(await lake.facts());
      expect(sealsOf(here)).toEqual(await localSeals(lake));
      expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/'))).toEqual([]);
      const siteDays = new Set(ROWS.map(({ site, day }) => `${site} ${day}`));
      expect(answer.days.map(({ site, day }) => `${site} ${day}`).toSorted()).toEqual([...siteDays].toSorted());
      expect(answer.days.flatMap((day) => Object.values(day.outcomes)).reduce((sum, items) => sum + items, 0)).toBe(ROWS.length);
    } finally {
      lake.dispose();
    }
  });
});

describe('sites of one day', () => {
  it('can be sealed one after the other: the rows of the first are carried over', async () => {
    const here = world();
    await arrive(here, 'dt=2026-03-19/aa.parquet', ROWS.filter((row) => row.site !== 'logs'));
    await arrive(here, 'dt=2026-03-20/import-0123456789abcdef-1.parquet', ROWS.filter((row) => row.site === 'logs'));
    expect(await here.tick({ ...ASKED, byClock: true })).toMatchObject({ done: true });
    const first = await here.facts();
    expect(new Set(first['days']?.map(([key]) => key.split('|')[0]))).toEqual(new Set(['shop']));
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/arrivals/')), 'imports wait until a person seals').toHaveLength(1);
    await here.tick(ASKED);
    const all = await here.facts();
    for (const fact of FACTS) expect(all[fact.name]?.filter(([key]) => key.startsWith('shop|')), fact.name).toEqual(first[fact.name]);
    const atOnce = world();
    for (const [file, rows] of FILES) await arrive(atOnce, file, rows);
    await atOnce.tick(ASKED);
    expect(all).toEqual(await atOnce.facts());
  });

  it('wait for an import that touches them, and its rows are not given up meanwhile', async () => {
    const here = world({ sites: SITES, retention: { arrivalsDays: 1, factsDays: 760 } });
    await arrive(here, 'dt=2026-03-18/import-00ff-1.parquet', ROWS.filter((row) => row.site === 'logs'));
    here.later(5 * 24 * 60);
    const record = here.ports().record;
    await record.put('import', '00ff', JSON.stringify({ id: '00ff', site: 'logs', days: DAYS, activeAt: '2026-03-27T01' }));
    expect(await here.tick(ASKED)).toMatchObject({ done: true, days: [], waiting: DAYS.map((day) => ({ site: 'logs', day })), abandoned: 0 });
    await record.delete('import', '00ff');
    expect((await here.tick(ASKED)).days.map((one) => `${one.site} ${one.day}`)).toEqual(DAYS.map((day) => `logs ${day}`));
  });
});

describe('what changes under a run', () => {
  const expectAll = async (here: SealWorld, rows: number) => {
    expect((await here.books())).toEqual({ waiting: 0, counted: rows, arrived: rows });
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/'))).toEqual([]);
  };

  it('an object that comes between the index and the copy of the rows is counted, not lost', async () => {
    const here = world();
    for (const [file, rows] of FILES.slice(0, 2)) await arrive(here, file, rows);
    const body = await parquetOf(db, folder, FILES[2]?.[1] ?? []);
    let came = false;
    here.athena.onQuery = (sql) => {
      if (came || !sql.includes('unload') || !sql.includes('from arrivals\n')) return;
      came = true;
      here.arrive('dt=2026-03-20/cc.parquet', body, FILES[2]?.[1].length ?? 0);
    };
    expect(await here.tick(ASKED)).toMatchObject({ done: true, late: 0 });
    await expectAll(here, ROWS.length);
  });

  it('where objects come without end it gives up and seals nothing of the day', async () => {
    const here = world();
    await arrive(here, FILES[0]?.[0] ?? '', FILES[0]?.[1] ?? []);
    const one = ROWS.filter((row) => row.site === 'shop' && row.day === '2026-03-19').slice(0, 1);
    const body = await parquetOf(db, folder, one);
    let count = 0;
    here.athena.onQuery = (sql) => {
      if (sql.includes('unload') && sql.includes('from arrivals\n')) here.arrive(`dt=2026-03-19/x${count += 1}.parquet`, body, 1);
    };
    await expect(here.tick(ASKED)).rejects.toThrow('arrivals changed');
    expect(here.seals()).toEqual([]);
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/scratch/'))).toEqual([]);
  });

  it.each([['a partition of the day', true], ['a scratch table', false]])('where a settlement has moved %s between two invocations, the run begins anew', async (_, isPartition) => {
    const here = world();
    for (const [file, rows] of FILES) await arrive(here, file, rows);
    let looks = 0;
    // As far as the drafts.
    do {
      looks += 1;
      here.looks = 1;
    } while (!(await here.tick(ASKED)).done && ![...here.s3.objects.keys()].some((path) => path.startsWith('facts/facts/days/period=2026-03-19/')) && looks < 200);
    here.looks = undefined;
    const unloads = here.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length;
    if (isPartition) here.glue.of(`${DATABASE}_store`, 'pages').set('2026-03-19', 's3://facts/facts/pages/settle-1/period=2026-03-19');
    else await here.ports().catalogue.pointTable(`${DATABASE}_scratch`, 'pages', 's3://arrivals/scratch/settle-1/pages/');
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
    expect(here.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length - unloads, 'both days from their copy on').toBeGreaterThan(60);
    await expectAll(here, ROWS.length);
  });
});

describe('a seal on AWS that cannot', () => {
  it('says the code of a query that failed and not its message, and the next one succeeds', async () => {
    const here = world();
    for (const [file, rows] of FILES) await arrive(here, file, rows);
    let failed = false;
    here.athena.onQuery = (sql) => {
      if (failed || !sql.includes('visitor_days')) return;
      failed = true;
      throw new Error('INVALID_CAST_ARGUMENT: Cannot cast anna@example.org to INT');
    };
    await expect(runSeal(here.ports(), {})).rejects.toThrow(/^QueryFailedError INVALID_CAST_ARGUMENT$/);
    expect(here.said).toEqual([{ warning: 'seal_failed', code: 'QueryFailedError INVALID_CAST_ARGUMENT' }]);
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/scratch/'))).toEqual([]);
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
  });

  it.each([
    ['facts/sources/fact.sql', 'sum(', '1000 + sum('],
    ['seal/completeness.sql', 'items > 0', "items > 0 and outcome <> 'bot'"],
  ])('balance its books because %s miscounts deletes and shows nothing, and says by how much', async (path, from, to) => {
    const here = world();
    for (const [file, rows] of FILES) await arrive(here, file, rows);
    here.loadSql = (name) => (name === path ? loadSql(name).replaceAll(from, to) : loadSql(name));
    const answer = await runSeal(here.ports(), { ...ASKED });
    expect(answer.problem?.name).toBe('SealMismatchError');
    expect(here.said.map((line) => line.warning)).toEqual(['reconciliation_off']);
    expect(here.seals()).toEqual([]);
    expect((await here.books()).waiting).toBe(ROWS.length);
    here.loadSql = loadSql;
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
    expect((await here.books()).counted).toBe(ROWS.length);
  });

  it('leaves everything as it is where the time zone is another than that of the days sealed', async () => {
    const here = world();
    for (const [file, rows] of FILES) await arrive(here, file, rows);
    await here.tick({ ...ASKED, through: '2026-03-19' });
    const before = here.left().objects;
    here.config = { sites: SITES, timeZone: 'Europe/Berlin' };
    await expect(here.tick(ASKED)).rejects.toThrow('$.timeZone: Europe/Berlin, but days are sealed in UTC');
    expect(here.left().objects).toEqual(before);
  });

  it('does nothing while another run of the pipeline holds the lease', async () => {
    const here = world();
    for (const [file, rows] of FILES) await arrive(here, file, rows);
    await takeLease({ ...here.ports().lease, owner: 'release', now: here.now, milliseconds: 600_000 });
    expect(await here.tick(ASKED)).toEqual({ days: [], waiting: [], late: 0, abandoned: 0, done: false, busy: true });
    here.later(11);
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
  });
});

describe('a long absence', () => {
  it('is sealed a month of days at a time, in one go', async () => {
    const here = new SealWorld({ engine, config: { sites: SITES }, declared: FACTS.filter((fact) => ['days', 'sources', 'visitors'].includes(fact.name)), now: '2026-03-22T03:05:00Z' });
    await arrive(here, 'dt=2026-02-01/aa.parquet', ROWS.filter((row) => row.site === 'shop').slice(0, 1).map((row) => ({ ...row, day: '2026-02-01' })));
    const answer = await here.tick({ ...ASKED, byClock: true });
    expect(answer.done).toBe(true);
    expect(answer.days).toHaveLength(48);
    expect(here.seals()).toHaveLength(48);
    expect(await here.query("select count(*) as days from calendar")).toEqual([{ days: 365 }]);
  });
});
