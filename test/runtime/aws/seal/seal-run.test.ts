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
const sealsOf = (of: SealWorld) => sorted(of.seals().map(({ breakdowns, sealed_on: _, ...row }) => ({ ...row, shown: breakdowns })));
async function localSeals(lake: LakeOf): Promise<readonly object[]> {
  const open = await openLake(lake.data, parseConfig(JSON.stringify({ sites: SITES })), FACTS);
  try {
    return sorted((await open.rows('select * from seals')).map(({ sealed_on: _, ...row }) => ({ ...row, shown: true })));
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
