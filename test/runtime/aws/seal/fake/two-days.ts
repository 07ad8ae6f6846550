/** Two days of two sites in three objects, and worlds to seal them in, over one engine per file of tests. */
import type { ArrivalRow } from '#core/event/fields';
import type { Fact } from '#core/facts/fact';
import { itemsOfAll, randomArrivals, seeded, shuffled } from '../../../../oracle/random-arrivals.ts';
import { oneEngine } from '../../../../support/aws/lake-engine.ts';
import { SITES } from '../../../local/seal/lake-of.ts';
import { parquetOf } from './arrivals-of.ts';
import { SealWorld } from './seal-world.ts';

export const DAYS = ['2026-03-19', '2026-03-20'];
export const ROWS = randomArrivals({ sites: ['shop', 'logs'], days: DAYS, visitors: 60, random: seeded(3) });
const MIXED = shuffled(ROWS, seeded(1));
export const FILES: readonly [string, readonly ArrivalRow[]][] = [
  ['dt=2026-03-19/aa.parquet', MIXED.slice(0, 120)],
  ['dt=2026-03-20/bb.parquet', MIXED.slice(120, 240)],
  ['dt=2026-03-20/cc.parquet', MIXED.slice(240)],
];
export const ASKED = { through: '2026-03-20', byClock: false };

const engine = oneEngine();

export const world = (config: object = { sites: SITES }, declared?: readonly Fact[]) =>
  new SealWorld({
    engine: engine(),
    config,
    now: '2026-03-22T03:05:00Z',
    ...(declared === undefined ? {} : { declared }),
  });

export const parquet = (rows: readonly ArrivalRow[]) => parquetOf(engine(), rows);

export async function arrive(into: SealWorld, file: string, rows: readonly ArrivalRow[]): Promise<void> {
  into.arrive(file, await parquet(rows), itemsOfAll(rows));
}

/** All of it has arrived. */
export async function arrived(): Promise<SealWorld> {
  const here = world();
  for (const [file, rows] of FILES) await arrive(here, file, rows);
  return here;
}
