/** Settlement on AWS reaches the local end state, even if interrupted at any call or run in ticks that time out. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isBreakdown } from '#core/facts/columns';
import { FACTS } from '#queries/facts/catalogue';
import { loadSql } from '#runtime/node/package-root';
import { seeded } from '../../../oracle/random-arrivals.ts';
import { AwsLake, type Asked } from '../../../support/aws/aws-lake.ts';
import { oneEngine } from '../../../support/aws/lake-engine.ts';
import { BUCKETS, DATABASES } from '../../../support/aws/relations.ts';
import { SettledLake } from '../../local/settle/settled-lake.ts';
import { kept, sums } from './kept.ts';
import { FACT_ROWS, localLake } from './local-lake.ts';
import { oneOf, rounds, thorough } from '../../../support/full-length.ts';

/** Number of interruptions of each kind. */
const ROUNDS = rounds(2, 20);
const UNPUBLISHED = [
  '/blogger',
  '/rare/1',
  '/rare/2',
  '/rare/3',
  'a friend',
  'rare.example',
  'one-off',
  'secret',
  'x.pdf',
  'y.pdf',
];

const SETTLE = { by: 'operator', does: 'settle' } as const;
const EXPECTED = await (async () => {
  const lake = await localLake();
  const { previews } = await lake.settle(loadSql, true);
  const { settled } = await lake.settle();
  const seen = await lake.seen();
  lake.dispose();
  return { previews, settled, seen };
})();

const engine = oneEngine();
let from: SettledLake;
/** Returns the same facts and releases on the fakes. */
let start: AwsLake;
let lake: AwsLake;
beforeAll(async () => {
  from = await localLake();
  start = await AwsLake.of(engine(), from.data, from.config);
  start.s3.putFolder(BUCKETS.facts, 'releases/', from.data.releases);
});
beforeEach(() => {
  lake = start.copy();
});
afterAll(() => from.dispose());

/** Invokes the function until it reports that it is done, as ticks do. */
async function settle(asked: Asked = {}) {
  const settled = [];
  for (let tick = 0; tick < 400; tick += 1) {
    const { settle: one, problem, done } = await lake.release(SETTLE, asked);
    if (problem !== undefined) throw Object.assign(new Error(problem.message), { name: problem.name });
    settled.push(...(one?.settled ?? []));
    if (done) return settled;
  }
  throw new Error('it does not end');
}

/** Returns the queries of an undisturbed settlement; the lake stays unchanged. */
async function queries(): Promise<number> {
  await settle();
  const { started } = lake.athena;
  lake = start.copy();
  return started.length;
}

describe('a settlement on AWS', () => {
  it('ends in what the local one ends in, says the same, and leaves nothing behind', async () => {
    expect(await settle()).toEqual(EXPECTED.settled);
    expect(await lake.seen()).toEqual(EXPECTED.seen);
    expect(kept(lake)).toEqual({ unused: [], scratch: [], record: [], empty: [] });
    const shown = FACTS.flatMap((fact) => [...lake.glue.pointersOf(DATABASES.store, fact.name).values()]).map(
      (location) => location.slice(`s3://${BUCKETS.facts}/`.length),
    );
    const bytes = lake.s3
      .keys(BUCKETS.facts, 'facts/')
      .filter((key) => shown.some((folder) => key.startsWith(folder)))
      .map((key) => Buffer.from(lake.s3.bytes(BUCKETS.facts, key)).toString('latin1'))
      .join('');
    expect(
      UNPUBLISHED.filter((value) => JSON.stringify(EXPECTED.seen).includes(value)).length,
      'the other site keeps some',
    ).toBe(0);
    for (const value of UNPUBLISHED) expect(bytes).not.toContain(value);
    expect(shown.filter((folder) => !/^facts\/\w+\/period=[0-9-]+\/[\w-]+\/(0\/)?$/.test(folder))).toEqual(
      [],
    );
  });

  it('says beforehand what the local one says, also over several invocations, and changes nothing then', async () => {
    const before = [lake.s3.keys(BUCKETS.facts), await lake.seen()];
    let looks = 0;
    for (const left of [() => 900_000, () => ((looks += 1) % 20 === 0 ? 0 : 900_000)]) {
      const previews = [];
      for (const site of ['shop', 'logs'])
        for (let done = false; !done;) {
          const event = {
            by: 'operator',
            does: 'settle',
            sites: [],
            preview: [site],
            month: '2026-03',
          } as const;
          const answer = await lake.release(event, { left });
          previews.push(...(answer.settle?.previews ?? []));
          expect(answer.settle?.settled).toEqual([]);
          ({ done } = answer);
        }
      expect(previews).toEqual(EXPECTED.previews);
    }
    expect(EXPECTED.previews.length).toBe(2);
    expect([lake.s3.keys(BUCKETS.facts), await lake.seen()]).toEqual(before);
    expect(kept(lake)).toEqual({ unused: [], scratch: [], record: [], empty: [] });
  });

  it('asks nothing of Athena the second time, and changes no object', async () => {
    await settle();
    const [queries, objects] = [lake.athena.started.length, lake.s3.keys(BUCKETS.facts)];
    expect(await settle()).toEqual([]);
    expect([lake.athena.started.length, lake.s3.keys(BUCKETS.facts)]).toEqual([queries, objects]);
  });

  it('goes on at the next tick where its time was up, with the queries it had started', async () => {
    const whole = await queries();
    let looks = 0;
    // Time for some twenty checks of the clock per invocation.
    const left = () => ((looks += 1) % 20 === 0 ? 0 : 900_000);
    await settle({ left });
    expect(await lake.seen()).toEqual(EXPECTED.seen);
    expect(lake.athena.started.length).toBe(whole);
    expect(kept(lake)).toEqual({ unused: [], scratch: [], record: [], empty: [] });
  });

  it.each(oneOf(2, [true, false]))(
    'a run cut short at any call (its effect there: %s) shows readers each row once, and run again ends the same',
    async (done) => {
      lake.calls.inject();
      await settle();
      const calls = lake.calls.made.length;
      expect(calls).toBeGreaterThan(500);
      const random = seeded(done ? 3 : 4);
      const totals = JSON.stringify(sums(EXPECTED.seen));
      const sample = Array.from({ length: ROUNDS }, () => 1 + Math.floor(random() * calls));
      // Between the commit and the removal of the merged days there are rows that nobody may see.
      for (const at of [
        'PutObjectCommand seals/seals.jsonl',
        'PutItemCommand settle-2026-03-run1 committed',
        ...sample,
      ]) {
        lake = start.copy();
        lake.calls.inject({ at, when: done ? 'after' : 'before', how: 'fail' });
        await expect(settle(), String(at)).rejects.toThrow(/^CutShortError$/);
        const where = lake.calls.made.at(-1);
        lake.calls.inject();
        expect(JSON.stringify(sums(await lake.seen())), where).toBe(totals);
        await settle({ now: Date.parse('2026-04-20T04:00:00Z') });
        expect(await lake.seen(), where).toEqual(EXPECTED.seen);
        expect(kept(lake), where).toEqual({ unused: [], scratch: [], record: [], empty: [] });
      }
    },
  );

  it('replaces nothing where a count would be lost or made, and says which month', async () => {
    const before = [await lake.seen(), lake.s3.keys(BUCKETS.facts)];
    for (const wrong of ['visitors + 1', 'visitors - 1']) {
      const broken = (path: string) =>
        path === 'facts/hours/settle.sql'
          ? `select site, day, weekday, hour, cast(${wrong} as bigint) as visitors from (${loadSql(path)}) b`
          : loadSql(path);
      await expect(settle({ loadSql: broken })).rejects.toThrow(
        'shop 2026-03: the sums of hours would not stay what they are',
      );
      await expect(lake.release({ does: 'settle' }, { loadSql: broken })).rejects.toThrow(
        /^SettleMismatchError$/,
      );
      expect(lake.warnings.at(-1)).toEqual({
        warning: 'reconciliation_off',
        problem: 'shop 2026-03: the sums of hours would not stay what they are',
      });
      expect([await lake.seen(), lake.s3.keys(BUCKETS.facts)]).toEqual(before);
    }
    await settle();
    expect(await lake.seen()).toEqual(EXPECTED.seen);
  });

  it.each(oneOf(3, ['a day', 'a pointer', 'a scratch table']))(
    'begins anew where %s was changed between two of its ticks',
    async (what) => {
      const whole = await queries();
      let left = 60;
      await lake.release(SETTLE, { left: () => ((left -= 1) > 0 ? 900_000 : 0) });
      const swapped = lake.glue.pointersOf(DATABASES.store, 'pages');
      if (what === 'a day')
        lake.s3.put(
          BUCKETS.facts,
          'seals/seals.jsonl',
          `${lake.s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? ''}${JSON.stringify({ site: 'other', period: '2026-03-02', time_zone: 'UTC', live: false, sealed_on: '2026-04-09', merged: null, breakdowns: true })}\n`,
        );
      if (what === 'a pointer') {
        // As a seal would store them: the same rows in another place.
        const file = lake.s3.keys(BUCKETS.facts, 'facts/pages/period=2026-03-03/')[0] ?? '';
        lake.s3.put(
          BUCKETS.facts,
          'facts/pages/period=2026-03-03/later/0/x.parquet',
          lake.s3.bytes(BUCKETS.facts, file),
        );
        swapped.set('2026-03-03', `s3://${BUCKETS.facts}/facts/pages/period=2026-03-03/later/0/`);
      }
      if (what === 'a scratch table')
        lake.glue.pointTable(DATABASES.scratch, 'kept', `s3://${BUCKETS.arrivals}/scratch/of-the-seal/`);
      const before = lake.athena.started.length;
      await settle();
      expect(lake.athena.started.length - before).toBe(whole);
      expect(await lake.seen()).toEqual(EXPECTED.seen);
      expect(kept(lake)).toMatchObject({ scratch: [], record: [] });
    },
  );

  it.each(oneOf(3, ['pages', 'kept', 'settled_days']))(
    'shows nothing of what it asked after a deployment had put the table %s back to where it is declared',
    async (name) => {
      const declared = lake.glue.location(DATABASES.scratch, name);
      let done = false;
      const left = () => {
        if (!done && lake.glue.location(DATABASES.scratch, name) !== declared) {
          done = true;
          lake.glue.pointTable(DATABASES.scratch, name, declared);
        }
        return 900_000;
      };
      await expect(lake.release(SETTLE, { left })).rejects.toThrow(/^ScratchMovedError$/);
      expect(lake.warnings.at(-1)).toEqual({ warning: 'release_failed', code: 'ScratchMovedError' });
      await settle();
      expect(await lake.seen()).toEqual(EXPECTED.seen);
      expect(kept(lake)).toEqual({ unused: [], scratch: [], record: [], empty: [] });
    },
  );

  thorough('begins anew where a deployment changed which values stay between two of its ticks', async () => {
    const [shop, ...others] = lake.config.sites;
    const config = { ...lake.config, sites: [{ ...shop, published: ['/'] }, ...others] };
    Object.assign(lake, { config });
    await settle();
    const expected = await lake.seen();
    expect(expected).not.toEqual(EXPECTED.seen);
    lake = start.copy();
    let left = 60;
    await lake.release(SETTLE, { left: () => ((left -= 1) > 0 ? 900_000 : 0) });
    Object.assign(lake, { config });
    await settle();
    expect(await lake.seen()).toEqual(expected);
    expect(kept(lake)).toEqual({ unused: [], scratch: [], record: [], empty: [] });
  });

  thorough('keeps rows of another site that is being sealed, though its seal is not committed', async () => {
    expect(readdirSync(join(from.data.facts, 'pages'))).toContain('period=2026-03-03');
    const seals = lake.s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? '';
    const without = seals
      .split('\n')
      .filter((line) => !(line.includes('"site":"logs"') && line.includes('2026-03-03')))
      .join('\n');
    lake.s3.put(BUCKETS.facts, 'seals/seals.jsonl', without);
    await settle();
    const rows = await lake.query(
      `select count(*) as n from pages where site = 'logs' and period = '2026-03-03'`,
      DATABASES.store,
    );
    expect(rows[0]?.['n']).toBe(
      FACT_ROWS['pages']?.filter((row) => row['site'] === 'logs' && row['day'] === '2026-03-03').length ?? -1,
    );
  });

  it('unloads each fact once, into at most 32 partitions', async () => {
    await settle();
    const unloads = lake.athena.started.filter((sql) => sql.includes('partitioned_by'));
    expect(unloads.length).toBeGreaterThan(FACTS.length / 2);
    expect(unloads.length).toBeLessThanOrEqual(2 * FACTS.filter(isBreakdown).length);
    for (const sql of unloads)
      expect(sql.split(' in (')[1]?.split(')')[0]?.split('?').length ?? 99).toBeLessThanOrEqual(33);
  });
});

describe('a month each day of which two salts made', () => {
  it('folds the names that nobody listed, though it has no release, as the local one does', async () => {
    const local = new SettledLake();
    try {
      await local.write(FACT_ROWS, 2);
      const aws = await AwsLake.of(engine(), local.data, local.config);
      const { settled } = await local.settle();
      expect(settled.map(({ site, month, merged }) => [site, month, merged])).toEqual([
        ['shop', '2026-03', []],
        ['logs', '2026-03', []],
      ]);
      const seen = await local.seen();
      for (const name of [...UNPUBLISHED, '/open']) expect(JSON.stringify(seen)).not.toContain(`"${name}"`);
      expect(await local.settle()).toMatchObject({ settled: [] });

      lake = aws;
      expect(await settle()).toEqual(settled);
      expect(await lake.seen()).toEqual(seen);
      expect(await settle()).toEqual([]);
    } finally {
      local.dispose();
    }
  });
});
