/** Input and outcome of one run of releases. */
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
  /** Called once per draw: after a frozen process resumes, it must not use bits that it held before. */
  readonly bits: () => RandomBits;
  /** The local day. */
  readonly today: string;
  /** Sites to release. */
  readonly sites: readonly string[];
  /** One day or month, even if the clock could still seal days of it. @default everything that is due */
  readonly named?: NamedPeriod;
  /** Called after each release, including refused ones. @default - */
  readonly onReleased?: (release: DuePeriod, completed: number, total: number) => void;
}

/** The reason for refusing a release. */
export type ReleaseRefusal = BudgetExceededError | MissingBoundError;

export interface ReleaseOutcome {
  /** False where time ran out; the next run continues. */
  readonly done: boolean;
  /** Releases that this run drew, or drew earlier and completed now. */
  readonly drawnPeriods: readonly DuePeriod[];
  /**
   * Releases that would cost more than the remaining budget, or whose seals do not record a bound that the noise is
   * scaled to. Nothing was drawn for them.
   */
  readonly refusals: readonly ReleaseRefusal[];
  /** Sites without a sealed day in the named period. */
  readonly emptySites: readonly string[];
  /** Sites with sealed days there, each of which is left out since two salts made its visitors. */
  readonly doubledSites: readonly string[];
}
