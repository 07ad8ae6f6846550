/** The context of a seal run on AWS, and the layout of its scratch. */
import type { ListedNames } from '#core/disclosure/listed-names';
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

/** The request of a run, fixed at its start, so that its replays see the same. */
export interface SealRequest {
  /** Last day to seal. */
  readonly through: string;
  /** Whether only sites that collect live are sealed; else all. */
  readonly byClock: boolean;
}

/** Dependencies that are the same for every run. */
export interface SealPorts {
  readonly record: RunRecord;
  readonly arrivals: Objects;
  readonly facts: Objects;
  readonly catalogue: Catalogue;
  readonly databases: { readonly store: string; readonly scratch: string };
  readonly config: SealConfig;
  /** Returns what a site lists; undefined for one that is not configured. */
  readonly listed: (site: string) => ListedNames | undefined;
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
 * Prefix of a run in the arrivals bucket. Below it is one folder per day, which holds visitors' rows until that day is
 * sealed.
 */
export const SCRATCH_PREFIX = 'scratch/seal-';
/** Prefix of a run's scratch in the arrivals bucket. */
export const scratchFolder = (run: string) => `scratch/${run}/`;
/** Prefix of a day within a run's scratch. */
export const dayFolder = (run: string, day: string) => `scratch/${run}/${day}/`;

/** Lists the tables of the store that a seal writes, and the folder of each in the facts bucket. */
export function listSealedTables(
  declared: readonly Fact[],
): readonly { readonly name: string; readonly folder: string }[] {
  return [
    ...declared.map(({ name }) => ({ name, folder: `facts/${name}` })),
    { name: 'completeness', folder: 'completeness' },
  ];
}

/**
 * Waits for all promises even if one rejects, since nothing may run on after the function has ended. Throws the first
 * rejection in order.
 */
export async function awaitAll<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  const ends = await Promise.allSettled(works);
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return ends.map((end) => (end as PromiseFulfilledResult<T>).value);
}
