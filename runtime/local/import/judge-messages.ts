/** Messages between the import's main thread and its judges. They may hold lines of a log, in memory only. */
import type { JsonLines } from '#core/event/anonymous-event';
import type { Config } from '#core/config/schema';
import type { FieldMap } from '#core/import/field-map';
import type { Format } from '#core/import/formats';
import type { LogEvidence } from '#core/import/log-evidence';
import type { UnparseableReason } from '#core/import/log-record';
import type { LineCounts } from '#core/import/line-counts';

/**
 * Which of some lines were counted before: those of sealed days (all, or these), which stay counted, or those of every
 * day before one that waited.
 */
export type Counted = 'all' | readonly string[] | { readonly before: string };

/** The start parameters of a judge. */
export interface JudgeSetup {
  readonly config: Config;
  readonly site: string;
  /** Published paths of the site, including sitemap entries. */
  readonly published: readonly string[];
  readonly countries: boolean;
  /** Sealed local days of the site. */
  readonly sealed: readonly string[];
  /** The local day from which on lines wait for a later import. @default none waits */
  readonly waitsFrom?: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Shared memory through which salts are handed over: see KeyHatch. */
  readonly hatch: SharedArrayBuffer;
}

export type ToJudge =
  /** Starts another log. */
  | {
      readonly type: 'log';
      readonly format: Format;
      readonly head: readonly string[];
      /** Whether nobody named the format, and lines of another one may follow. */
      readonly lenient: boolean;
      readonly fields: FieldMap | undefined;
    }
  /** Judges whole lines at instant `now`; `counted` says which were before. */
  | {
      readonly type: 'block';
      readonly id: number;
      readonly bytes: Uint8Array;
      readonly now: number;
      readonly counted: Counted;
    }
  /** Ends the judge, which wipes its keys. */
  | { readonly type: 'end' };

export type FromJudge =
  /** The judge waits at its hatch for the salt of a local day. */
  | { readonly type: 'key'; readonly day: string }
  | { readonly type: 'judged'; readonly id: number; readonly judged: JudgedBlock };

/** The outcome of one block of lines. */
export interface JudgedBlock {
  readonly counts: LineCounts;
  readonly evidence: LogEvidence;
  /** Unreadable lines; the first line of the block is 1. */
  readonly complaints: readonly { readonly line: number; readonly reason: UnparseableReason }[];
  /** Rows by partition. */
  readonly rows: readonly PartitionRows[];
  /** Page views that lie on pages that the site does not list. */
  readonly unlisted: number;
  /** Local days of the block's lines, whatever these are. */
  readonly read: readonly string[];
  /** Lines of the block before the first that waits, and whether rows of them are kept; absent where none waits. */
  readonly firstWaiting?: { readonly linesBefore: number; readonly hasKept: boolean };
}

export interface PartitionRows {
  /** UTC day, YYYY-MM-DD. */
  readonly dt: string;
  readonly lines: JsonLines;
  readonly count: number;
  /** Local days of the rows. */
  readonly days: readonly string[];
}
