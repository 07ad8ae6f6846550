/** What the release function is asked and what it answers: the contract between its invokers and it. */
import type { NamedPeriod } from '#core/disclosure/due-releases';
import type { SettleOutcome } from '../settle/settle-months.ts';

/**
 * Anything without `by` comes from the schedule: all that is due of sites that collect live is released and settled.
 */
export interface ReleaseEvent {
  readonly by?: 'operator';
  /** @default both, release first */
  readonly does?: 'release' | 'settle';
  /** @default all */
  readonly sites?: readonly string[];
  /** Of a release. */
  readonly named?: NamedPeriod;
  /** Of a settlement, YYYY-MM. */
  readonly month?: string;
}

/** What came of a run of releases. */
export interface ReleaseOutcome {
  /** Whether nothing is left to draw; else the next invocation goes on. */
  readonly done: boolean;
  /** Drawn or brought to its end now. */
  readonly drawn: readonly { readonly site: string; readonly period: string }[];
  /** Why, of those that would have cost more than is left; nothing was drawn for them. */
  readonly refused: readonly string[];
  /** Asked for by name, and no day of it is sealed. */
  readonly empty: readonly string[];
}

export interface ReleaseAnswer {
  /** False: invoke it again to go on. */
  readonly done: boolean;
  /** Another run of the pipeline is under way; nothing was done. */
  readonly busy?: true;
  readonly release?: ReleaseOutcome;
  readonly settle?: SettleOutcome;
  /** Why it cannot be done, for the operator who asked; a fault of a scheduled run is thrown. */
  readonly problem?: { readonly name: string; readonly message: string };
}
