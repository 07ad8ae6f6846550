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
