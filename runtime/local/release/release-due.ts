/** Releases what is due in a data directory, one process at a time; the protocol is in core/release. */
import type { CompiledConfig } from '#core/config/compile';
import type { DuePeriod, NamedPeriod } from '#core/disclosure/due-releases';
import type { RandomBits } from '#core/disclosure/random-bits';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import { releaseDue as releaseFrom } from '#core/release/release-due';
import type { ReleaseOutcome } from '#core/release/release-run';
import type { DataDir } from '../data-dir.ts';
import { takeLock } from '../lock.ts';
import { removeScratch } from '../sweep-scratch.ts';
import { localReleaseStore } from './local-release-store.ts';
import { sweepDrafts } from './release-files.ts';

export interface ReleaseRun {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly bits: RandomBits;
  readonly today: string;
  /** Sites to consider. */
  readonly sites: readonly string[];
  /** One day or month, whether or not it is due by the clock. @default all that is due */
  readonly named?: NamedPeriod;
  /** Called after each release, including refused ones. @default - */
  readonly onReleased?: (release: DuePeriod, completed: number, total: number) => void;
}

/** Throws a LockHeldError, and what core/release throws. */
export async function releaseDue({ data, bits, ...run }: ReleaseRun): Promise<ReleaseOutcome> {
  const lock = await takeLock(data, 'release');
  try {
    sweepDrafts(data);
    removeScratch(data, 'release');
    return await releaseFrom({
      ...run,
      store: localReleaseStore(data, run.config.source),
      bits: () => bits,
    });
  } finally {
    lock.release();
  }
}
