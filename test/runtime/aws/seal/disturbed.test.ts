/** The seal on AWS under interference or failure: what it reports, and what it leaves. */
import { describe, expect, it } from 'vitest';
import type { SqlLoader } from '#core/ports/query-engine';
import { runSeal } from '#runtime/aws/seal/run-seal';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import { takeLease } from '#runtime/aws/steps/lease';
import { loadSql } from '#runtime/node/package-root';
import { BUCKETS, DATABASES } from '../../../support/aws/relations.ts';
import { SITES } from '../../local/seal/lake-of.ts';
import type { SealWorld } from './fake/seal-world.ts';
import { arrive, arrived, ASKED, FILES, parquet, ROWS, world } from './fake/two-days.ts';
import { itemsOfAll } from '../../../oracle/random-arrivals.ts';
import { oneOf, thorough } from '../../../support/full-length.ts';

describe('what changes under a run', () => {
  const expectAll = async (here: SealWorld, rows: number) => {
    expect(await here.books()).toEqual({ waiting: 0, counted: rows, arrived: rows });
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/'))).toEqual([]);
  };

  it('an object that comes between the index and the copy of the rows is counted, not lost', async () => {
    const here = world();
    for (const [file, rows] of FILES.slice(0, 2)) await arrive(here, file, rows);
    const body = await parquet(FILES[2]?.[1] ?? []);
    let came = false;
    here.athena.onQuery = (sql) => {
      if (came || !sql.includes('unload') || !sql.includes('from arrivals\n')) return;
      came = true;
      here.arrive('dt=2026-03-20/cc.parquet', body, itemsOfAll(FILES[2]?.[1] ?? []));
    };
    expect(await here.tick(ASKED)).toMatchObject({ done: true, late: 0 });
    await expectAll(here, itemsOfAll(ROWS));
  });

  thorough(
    'an object in a partition that had none, of a day and its neighbours in UTC, is counted, too',
    async () => {
      const here = world();
      for (const [file, rows] of FILES.slice(0, 2)) await arrive(here, file, rows);
      const rows = (FILES[2]?.[1] ?? []).filter((row) => row.day === '2026-03-20');
      const body = await parquet(rows);
      let came = false;
      here.athena.onQuery = (sql) => {
        if (came || !sql.includes('unload') || !sql.includes('from arrivals\n')) return;
        came = true;
        here.arrive('dt=2026-03-21/dd.parquet', body, itemsOfAll(rows));
      };
      expect(await here.tick(ASKED)).toMatchObject({ done: true, late: 0 });
      await expectAll(here, itemsOfAll([...(FILES[0]?.[1] ?? []), ...(FILES[1]?.[1] ?? []), ...rows]));
    },
  );

  it('a run gives up where objects come without end, and seals nothing of the day', async () => {
    const here = world();
    await arrive(here, FILES[0]?.[0] ?? '', FILES[0]?.[1] ?? []);
    const one = ROWS.filter((row) => row.site === 'shop' && row.day === '2026-03-19').slice(0, 1);
    const body = await parquet(one);
    let count = 0;
    here.athena.onQuery = (sql) => {
      if (sql.includes('unload') && sql.includes('from arrivals\n'))
        here.arrive(`dt=2026-03-19/x${(count += 1)}.parquet`, body, 1);
    };
    await expect(here.tick(ASKED)).rejects.toThrow('arrivals changed');
    expect(here.seals()).toEqual([]);
    expect([...here.s3.objects.keys()].filter((path) => path.startsWith('arrivals/scratch/'))).toEqual([]);
  });

  it.each([
    ['a partition of the day', true],
    ['a scratch table', false],
  ])(
    'a run begins anew where a settlement has moved %s between two of its invocations',
    async (_, isPartition) => {
      const here = await arrived();
      let looks = 0;
      // Runs until the drafts are written.
      do {
        looks += 1;
        here.looks = 1;
      } while (
        !(await here.tick(ASKED)).done &&
        ![...here.s3.objects.keys()].some((path) => path.startsWith('facts/facts/days/period=2026-03-19/')) &&
        looks < 200
      );
      here.looks = undefined;
      const unloads = here.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length;
      if (isPartition)
        here.glue
          .pointersOf(DATABASES.store, 'pages')
          .set('2026-03-19', 's3://facts/facts/pages/settle-1/period=2026-03-19');
      else
        await here
          .ports()
          .catalogue.pointTable(DATABASES.scratch, 'pages', 's3://arrivals/scratch/settle-1/pages/');
      expect(await here.tick(ASKED)).toMatchObject({ done: true });
      expect(
        here.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length - unloads,
        'both days from their copy on',
      ).toBeGreaterThan(60);
      await expectAll(here, itemsOfAll(ROWS));
    },
  );
});

describe('a deployment under a run', () => {
  const bounds = { page_views: 2 };

  thorough(
    'a deployment that changes the bounds makes the run begin anew: seals record the bounds of their facts',
    async () => {
      const here = await arrived();
      // Runs until the drafts of the first day are written.
      do here.looks = 1;
      while (
        !(await here.tick(ASKED)).done &&
        ![...here.s3.objects.keys()].some((path) => path.startsWith('facts/facts/days/period=2026-03-19/'))
      );
      here.looks = undefined;
      expect(here.seals()).toEqual([]);
      here.config = { sites: SITES, bounds };
      expect(await here.tick(ASKED)).toMatchObject({ done: true });
      const fresh = world({ sites: SITES, bounds });
      for (const [file, rows] of FILES) await arrive(fresh, file, rows);
      await fresh.tick(ASKED);
      expect(here.seals()).toEqual(fresh.seals());
      expect(await here.facts()).toEqual(await fresh.facts());
    },
  );

  it('a deployment that changes a query makes the run begin anew: no day is counted half by the old one', async () => {
    const here = await arrived();
    do here.looks = 1;
    while (
      !(await here.tick(ASKED)).done &&
      ![...here.s3.objects.keys()].some((path) => path.startsWith('facts/facts/days/period=2026-03-19/'))
    );
    here.looks = undefined;
    const changed: SqlLoader = (path) =>
      path === 'facts/hours/fact.sql' ? `select * from (${loadSql(path)}) h where hour < 0` : loadSql(path);
    here.loadSql = changed;
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
    const fresh = world();
    fresh.loadSql = changed;
    for (const [file, rows] of FILES) await arrive(fresh, file, rows);
    await fresh.tick(ASKED);
    expect(await here.facts()).toEqual(await fresh.facts());
  });

  thorough(
    'a run of the day before yesterday begins anew, since results of its queries may be gone',
    async () => {
      const here = await arrived();
      here.looks = 40;
      expect(await here.tick(ASKED)).toMatchObject({ done: false });
      here.looks = undefined;
      const starts = () => here.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length;
      const before = starts();
      here.later(2 * 24 * 60);
      expect(await here.tick(ASKED)).toMatchObject({ done: true });
      const fresh = await arrived();
      await fresh.tick(ASKED);
      expect(starts() - before).toBe(
        fresh.calls.made.filter((name) => name === 'StartQueryExecutionCommand').length,
      );
      expect(await here.facts()).toEqual(await fresh.facts());
    },
  );

  it.each(oneOf(3, ['arrivals_of_day', 'visitor_days', 'pages']))(
    'nothing that is missing is sealed where a deployment points the table %s back to its declared location',
    async (name) => {
      const here = await arrived();
      const declared = here.glue.tables.get(`${DATABASES.scratch}.${name}`);
      let done = false;
      here.athena.onQuery = (sql) => {
        // Once, after the table was pointed: at the first query that needs it.
        if (
          done ||
          declared === undefined ||
          !new RegExp(`from ${name}\\b`).test(sql) ||
          (name === 'arrivals_of_day' && !sql.includes('repeated'))
        )
          return;
        done = true;
        here.glue.tables.set(`${DATABASES.scratch}.${name}`, declared);
      };
      expect(await here.tick(ASKED)).toMatchObject({ done: true });
      expect(done).toBe(true);
      const undisturbed = await arrived();
      await undisturbed.tick(ASKED);
      expect(await here.facts()).toEqual(await undisturbed.facts());
      expect(await here.books()).toEqual({
        waiting: 0,
        counted: itemsOfAll(ROWS),
        arrived: itemsOfAll(ROWS),
      });
    },
  );
});

describe('a seal on AWS that cannot', () => {
  it('says the code of a query that failed and not its message, and the next one succeeds', async () => {
    const here = await arrived();
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
  ])(
    'balance its books because %s miscounts deletes and shows nothing, and says by how much',
    async (path, from, to) => {
      const here = await arrived();
      here.loadSql = (name) => (name === path ? loadSql(name).replaceAll(from, to) : loadSql(name));
      const answer = await runSeal(here.ports(), { ...ASKED });
      expect(answer.problem?.name).toBe('SealMismatchError');
      expect(here.said.map((line) => line.warning)).toEqual(['reconciliation_off']);
      expect(here.seals()).toEqual([]);
      expect((await here.books()).waiting).toBe(itemsOfAll(ROWS));
      here.loadSql = loadSql;
      expect(await here.tick(ASKED)).toMatchObject({ done: true });
      expect((await here.books()).counted).toBe(itemsOfAll(ROWS));
    },
  );

  it('leaves everything as it is where the time zone is another than that of the days sealed', async () => {
    const here = await arrived();
    await here.tick({ ...ASKED, through: '2026-03-19' });
    const before = here.left().objects;
    here.config = { sites: SITES, timeZone: 'Europe/Berlin' };
    await expect(here.tick(ASKED)).rejects.toThrow('$.timeZone: Europe/Berlin, but days are sealed in UTC');
    expect(here.left().objects).toEqual(before);
  });

  it('goes on where the days sealed name the same time zone in another spelling', async () => {
    const here = await arrived();
    await here.tick({ ...ASKED, through: '2026-03-19' });
    const seals = here.s3.text(BUCKETS.facts, SEALS_KEY) ?? '';
    here.s3.put(BUCKETS.facts, SEALS_KEY, Buffer.from(seals.replaceAll('"UTC"', '"utc"')));
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
  });

  it('does nothing while another run of the pipeline holds the lease', async () => {
    const here = await arrived();
    await takeLease({ ...here.ports().lease, owner: 'release', now: here.now, durationMs: 600_000 });
    expect(await here.tick(ASKED)).toEqual({
      days: [],
      waiting: [],
      late: 0,
      abandoned: 0,
      done: false,
      busy: true,
    });
    here.later(11);
    expect(await here.tick(ASKED)).toMatchObject({ done: true });
  });
});
