/** Two days of two sites in three objects, and worlds to seal them in, over one engine a file of tests. It may not expect anything of a seal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { ArrivalRow } from '#core/event/fields';
import type { Fact } from '#core/facts/fact';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { randomArrivals, seeded, shuffled } from '../../../../oracle/random-arrivals.ts';
import { SITES } from '../../../local/seal/lake-of.ts';
import { parquetOf } from './arrivals-of.ts';
import { DATABASE, LakeEngine } from './lake-engine.ts';
import { SealWorld } from './seal-world.ts';

export const DAYS = ['2026-03-19', '2026-03-20'];
export const ROWS = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 60, random: seeded(3) });
const MIXED = shuffled(ROWS, seeded(1));
export const FILES: readonly [string, readonly ArrivalRow[]][] = [['dt=2026-03-19/aa.parquet', MIXED.slice(0, 120)], ['dt=2026-03-20/bb.parquet', MIXED.slice(120, 240)], ['dt=2026-03-20/cc.parquet', MIXED.slice(240)]];
export const ASKED = { through: '2026-03-20', byClock: false };

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

export const world = (config: object = { sites: SITES }, declared?: readonly Fact[]) => new SealWorld({ engine, config, now: '2026-03-22T03:05:00Z', ...(declared === undefined ? {} : { declared }) });

export const parquet = (rows: readonly ArrivalRow[]) => parquetOf(db, folder, rows);

export async function arrive(into: SealWorld, file: string, rows: readonly ArrivalRow[]): Promise<void> {
  into.arrive(file, await parquet(rows), rows.length);
}

/** All of it has arrived. */
export async function arrived(): Promise<SealWorld> {
  const here = world();
  for (const [file, rows] of FILES) await arrive(here, file, rows);
  return here;
}
