/** What the logs of one import share. It may not hold a line. */
import type { FieldMap } from '#core/import/field-map';
import type { Format } from '#core/import/formats';
import type { UnparseableReason } from '#core/import/log-record';
import type { CommitQueue } from './commit-queue.ts';
import type { JudgePool } from './judge-pool.ts';
import type { CountedPrefix } from '#core/import/take-back';

/** An unreadable line: its place and the reason, never its text. */
export interface LineComplaint {
  readonly log: string;
  readonly line: number;
  readonly reason: UnparseableReason;
}

export interface LogContext {
  /** Key of the ledger. */
  readonly key: Uint8Array;
  readonly countedPrefixes: readonly CountedPrefix[];
  readonly format: Format | 'auto';
  readonly fields?: FieldMap | undefined;
  readonly judges: JudgePool;
  /** The local day from which on lines wait for a later import; undefined where none waits. */
  readonly waitsFrom?: string | undefined;
  readonly now: () => number;
  readonly queue: CommitQueue;
  /** Maximum rows per chunk. */
  readonly chunkRows: number;
  /** Receives notices for the operator, one line each. */
  readonly note: (text: string) => void;
  readonly complain: (complaint: LineComplaint) => void;
  readonly onProgress: (bytes: number, lines: number) => void;
}
