/** What an import's commits know of one log. */
import type { LogProgress } from './import-state.ts';
import type { CountedPrefix } from '#core/import/take-back';
import { applyCorrections, type LateCorrections } from './late-meanwhile.ts';
import { joinWritten } from '#core/import/take-back';

/** Each commit adds to it. */
export interface LogBooks {
  readonly corrections: LateCorrections;
  /** Arrival files with the log's rows, including those of earlier imports of its beginning. */
  readonly files: string[];
  /** Local days of these rows. */
  readonly days: Set<string>;
  /** Whether some of these rows are `late`. */
  late: boolean;
  /** Local days of all of the log's lines. */
  readonly read: Set<string>;
}

/** Returns the books of a log whose beginnings were counted before. */
export function openBooks(counted: readonly CountedPrefix[]): LogBooks {
  const { files, days, late, read = [] } = joinWritten(counted.flatMap(({ wrote }) => wrote ?? []));
  return { corrections: {}, files: [...files], days: new Set(days), late, read: new Set(read) };
}

/** Returns the log's progress as it is kept: with its corrections, and with what was written of it. */
export function withBooks(log: LogProgress, books: LogBooks | undefined): LogProgress {
  if (books === undefined) return log;
  const { corrections, files, days, late, read } = books;
  return {
    ...log,
    counts: applyCorrections(log.counts, corrections),
    wrote: { files: [...files], days: [...days].toSorted(), late, read: [...read].toSorted() },
  };
}
