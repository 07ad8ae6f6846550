/** What a run of releases takes and what comes of it. */
import type { CompiledConfig } from '../config/compile.ts';
import type { BudgetExceededError } from '../disclosure/budget-ledger.ts';
import type { DuePeriod, NamedPeriod } from '../disclosure/due-releases.ts';
import type { RandomBits } from '../disclosure/random-bits.ts';
import type { Fact } from '../facts/fact.ts';
import type { MissingBoundError } from '../facts/recorded-bounds.ts';
import type { SqlLoader } from '../ports/query-engine.ts';
import type { ReleaseStore } from './release-store.ts';

export interface ReleaseRun {
  readonly store: ReleaseStore;
  readonly config: CompiledConfig;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  /** Called once per draw: a process that was frozen must not use bits that it held before. */
  readonly bits: () => RandomBits;
  /** Local day. */
  readonly today: string;
  /** Sites to look at. */
  readonly sites: readonly string[];
  /** One day or month, whether or not the clock has done with it. @default all that is due */
  readonly named?: NamedPeriod;
  /** Called after each release, refused ones too. @default - */
  readonly onReleased?: (release: DuePeriod, completed: number, total: number) => void;
}

/** Why a release was refused. */
export type ReleaseRefusal = BudgetExceededError | MissingBoundError;

export interface ReleaseOutcome {
  /** False where time was up: the next run goes on. */
  readonly done: boolean;
  /** Drawn or brought to its end now. */
  readonly drawnPeriods: readonly DuePeriod[];
  /** They would have cost more than is left, or the seals do not say what the noise is scaled to; nothing was drawn. */
  readonly refusals: readonly ReleaseRefusal[];
  /** Sites of which no day of the named period is sealed. */
  readonly emptySites: readonly string[];
}
