/** The request and the answer of the release function: the contract with its invokers. */
import type { NamedPeriod } from '#core/disclosure/due-releases';
import type { SettleOutcome } from '../settle/settle-months.ts';

/**
 * A request without `by` comes from the schedule: everything that is due of sites that collect live is released and
 * settled.
 */
export interface ReleaseEvent {
  readonly by?: 'operator';
  /** @default both, release first */
  readonly does?: 'release' | 'settle';
  /** @default all */
  readonly sites?: readonly string[];
  /** The period to release. */
  readonly named?: NamedPeriod;
  /** The month to settle, YYYY-MM. */
  readonly month?: string;
  /**
   * Sites to preview the settlement of `month` for, and to change nothing. `sites` is empty then: a function that was
   * deployed before there were previews would settle those.
   */
  readonly preview?: readonly string[];
}

/** The outcome of a run of releases. */
export interface ReleaseOutcome {
  /** Whether nothing is left to draw; otherwise the next invocation continues. */
  readonly done: boolean;
  /** Releases that were drawn or completed now. */
  readonly drawn: readonly { readonly site: string; readonly period: string }[];
  /** Reasons of refused releases, which would have exceeded the remaining budget; nothing was drawn for them. */
  readonly refused: readonly string[];
  /** Requested periods of which no day is sealed. */
  readonly empty: readonly string[];
  /** Sites with sealed days there, each of which is left out since two salts made its visitors; absent where none. */
  readonly doubled?: readonly string[];
}

export interface ReleaseAnswer {
  /** False: invoke the function again to continue. */
  readonly done: boolean;
  /** Whether another run of the pipeline is in progress; nothing was done. */
  readonly busy?: true;
  readonly release?: ReleaseOutcome;
  readonly settle?: SettleOutcome;
  /**
   * The reason why the request cannot be fulfilled, for the operator who made it; a scheduled run throws its errors.
   */
  readonly problem?: { readonly name: string; readonly message: string };
}
