/** What a run of the seal on AWS works with, and where it puts what. It may not hold a state. */
import type { ColumnType } from '#core/event/fields';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { SealConfig } from '#core/seal/seal-rows';
import type { Catalogue } from '../lake/catalogue.ts';
import type { Objects } from '../lake/objects.ts';
import type { RunRecord } from '../steps/run-record.ts';
import type { Steps } from '../steps/steps.ts';
import type { SealLog } from './seal-log.ts';

export interface Columns {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

/** What a run was asked, fixed when it begins: its replays see the same. */
export interface SealRequest {
  /** Last day to seal. */
  readonly through: string;
  /** Only sites that collect live; else all. */
  readonly byClock: boolean;
}

/** What no run changes. */
export interface SealPorts {
  readonly record: RunRecord;
  readonly arrivals: Objects;
  readonly facts: Objects;
  readonly catalogue: Catalogue;
  readonly databases: { readonly store: string; readonly scratch: string };
  readonly config: SealConfig;
  readonly declared: readonly Fact[];
  /** SCRATCH of queries/seal/scratch.ts. */
  readonly scratch: readonly ({ readonly name: string; readonly from: 'query' | 'rows' } & Columns)[];
  readonly loadSql: SqlLoader;
  readonly log: SealLog;
  /** Milliseconds since 1970; read within steps only. */
  readonly now: () => number;
}

export interface SealContext extends SealPorts {
  readonly steps: Steps;
  readonly request: SealRequest;
  /** Local day on which the run began. */
  readonly today: string;
}

/**
 * Prefix of a run in the arrivals bucket; below it one folder a day, which holds visitors' rows until that day is
 * sealed.
 */
export const RUNS = 'scratch/seal-';
export const scratchFolder = (run: string) => `scratch/${run}/`;
export const dayFolder = (run: string, day: string) => `scratch/${run}/${day}/`;

/** Tables of the store that a seal writes, and the folder of each in the facts bucket. */
export function sealedTables(
  declared: readonly Fact[],
): readonly { readonly name: string; readonly folder: string }[] {
  return [
    ...declared.map(({ name }) => ({ name, folder: `facts/${name}` })),
    { name: 'completeness', folder: 'completeness' },
  ];
}

/**
 * Waits for all, also where one fails: nothing may go on behind a function that has ended. Throws what failed first.
 */
export async function awaitAll<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  const ends = await Promise.allSettled(works);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return ends.map((end) => (end as PromiseFulfilledResult<T>).value);
}
