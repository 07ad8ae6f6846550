/**
 * What the import's main thread and its judges tell each other. It may hold lines of a log in memory only, on their
 * way.
 */
import type { JsonLines } from '#core/event/anonymous-event';
import type { Config } from '#core/config/schema';
import type { Format } from '#core/import/formats';
import type { UnparseableReason } from '#core/import/log-record';
import type { LineCounts } from '#core/import/line-counts';

/** What a judge is started with. */
export interface JudgeSetup {
  readonly config: Config;
  readonly site: string;
  /** Of the site, sitemap entries included. */
  readonly published: readonly string[];
  readonly countries: boolean;
  /** Sealed local days of the site. */
  readonly sealed: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Where salts are handed over: see KeyHatch. */
  readonly hatch: SharedArrayBuffer;
}

export type ToJudge =
  /** Another log begins. */
  | { readonly type: 'log'; readonly format: Format; readonly head: readonly string[] }
  /** Whole lines, judged at instant `now`. */
  | { readonly type: 'block'; readonly id: number; readonly bytes: Uint8Array; readonly now: number }
  /** Nothing more comes: keys are wiped. */
  | { readonly type: 'end' };

export type FromJudge =
  /** The judge waits at its hatch for the salt of a local day. */
  | { readonly type: 'key'; readonly day: string }
  | { readonly type: 'judged'; readonly id: number; readonly judged: JudgedBlock };

/** What became of the lines of one block. */
export interface JudgedBlock {
  readonly counts: LineCounts;
  /** Lines that could not be read, the first of the block being 1. */
  readonly complaints: readonly { readonly line: number; readonly reason: UnparseableReason }[];
  /** Rows by partition. */
  readonly rows: readonly PartitionRows[];
}

export interface PartitionRows {
  /** UTC day, YYYY-MM-DD. */
  readonly dt: string;
  readonly lines: JsonLines;
  readonly count: number;
  /** Local days that the rows bear. */
  readonly days: readonly string[];
}
