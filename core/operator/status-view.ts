/** What `headcount status` tells, wherever the lake is. It may not query. */
import type { HeldBack } from '../seal/held-back.ts';

export interface StatusDay {
  readonly site: string;
  readonly day: string;
  readonly sealed: boolean;
  /** Sum of the outcomes; of an unsealed day what lies in arrivals, cut to hundreds. */
  readonly received: number;
  /** Of a sealed day only. */
  readonly outcomes?: Readonly<Record<string, number>>;
}

export interface LakeStatus {
  readonly sites: readonly string[];
  readonly days: readonly StatusDay[];
  /** Null where nobody but the collector may look. */
  readonly salts: readonly { readonly day: string }[] | null;
  /** Rows that no seal has counted, cut to hundreds. */
  readonly waiting: number;
  /** Damaged files and the days that are not sealed for them; absent where nobody can tell. */
  readonly held?: readonly HeldBack[];
  /** Latest sealed day, and the day on which the last seal was made; null before the first. */
  readonly lastSeal: { readonly day: string; readonly on: string } | null;
}

export interface StatusView extends LakeStatus {
  /** What looks wrong about the events of today, a sentence each. */
  readonly hints: readonly string[];
}

/** Cuts a count to hundreds, so that watching it tells no times. */
export function floorToHundreds(count: number): number {
  return Math.floor(count / 100) * 100;
}

/** What a count that was cut to hundreds stands for: 0 may be nothing at all. */
export function hundredsInWords(count: number): string {
  return `${floorToHundreds(count)} to ${floorToHundreds(count) + 99}`;
}
