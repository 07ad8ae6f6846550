/** Answer of `headcount status`, the same shape in either place. */
import type { HeldBack } from '../seal/held-back.ts';

export interface StatusDay {
  readonly site: string;
  readonly day: string;
  readonly sealed: boolean;
  /** Only of a sealed day whose visitors two salts made: one may count twice, and no release has the day. */
  readonly doubled?: true;
  /** Sum of the outcomes; for an unsealed day, the items that lie in arrivals, rounded down to hundreds. */
  readonly received: number;
  /** Present for sealed days only. */
  readonly outcomes?: Readonly<Record<string, number>>;
}

export interface LakeStatus {
  readonly sites: readonly string[];
  readonly days: readonly StatusDay[];
  /** Null where only the collector may read the salts. */
  readonly salts: readonly { readonly day: string }[] | null;
  /** Rows that no seal has counted, rounded down to hundreds. */
  readonly waiting: number;
  /** Damaged files, each with the days that are not sealed because of it; absent where this is unknown. */
  readonly held?: readonly HeldBack[];
  /** The latest sealed day, and the day of the last seal run; null before the first seal. */
  readonly lastSeal: { readonly day: string; readonly on: string } | null;
}

export interface StatusView extends LakeStatus {
  /** Number of names that wait for approval (`headcount names`); absent where none does, or where it is unknown. */
  readonly namesWaiting?: number;
  /** Only where the data are the demo's simulated month. */
  readonly simulated?: true;
  /** Warnings, one sentence each. */
  readonly hints: readonly string[];
}

/** The names that wait for approval, and a sentence where they cannot be counted. */
export interface WaitingNames {
  readonly waiting: number;
  readonly hints: readonly string[];
}

/** Rounds a count down to hundreds, so that watching it does not reveal when events arrive. */
export function floorToHundreds(count: number): number {
  return Math.floor(count / 100) * 100;
}

/** The range that a count rounded down to hundreds stands for; `0 to 99` may be nothing at all. */
export function hundredsInWords(count: number): string {
  return `${floorToHundreds(count)} to ${floorToHundreds(count) + 99}`;
}
