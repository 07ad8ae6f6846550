/**
 * Plans what an import with `--again` replaces: the files and ledger entries of earlier imports of the same logs. It
 * may not delete anything: the commit does.
 */
import { OperatorError } from '../operator-error.ts';
import type { LineCounts } from './line-counts.ts';

/** What imports wrote of one log, so that another import can take it back. */
export interface Written {
  /** Files relative to `arrivals/`; no file holds rows of two logs. */
  readonly files: readonly string[];
  /** Local days of their rows. */
  readonly days: readonly string[];
  /** Whether there are rows of outcome `late`, which stand under the day of the import. */
  readonly late: boolean;
  /** Local days of all of its lines, of robots and assets, too; imports of earlier versions lack it. */
  readonly read?: readonly string[];
}

/** Earlier imports of the same logs that this one replaces. */
export interface TakesBack {
  /** Their files, relative to `arrivals/`. */
  readonly files: readonly string[];
  /** Their entries in the ledger. */
  readonly logs: readonly { readonly length: number; readonly hmac: string }[];
}

/** What is known of the lines behind a counted beginning: the first of them is of a day that waited. */
export interface Waiting {
  /** Up to byte `until`, lines of days before `day` are counted, and no others; absent where no line waited. */
  readonly waiting?: { readonly day: string; readonly until: number };
}

/**
 * A beginning that was counted, either by the interrupted import that now continues (with its counts) or by an earlier
 * one.
 */
export interface CountedPrefix extends Waiting {
  readonly length: number;
  readonly hmac: string;
  readonly counts?: LineCounts;
  /** What was written of it; undefined where no record of that is left. */
  readonly wrote?: Written;
}

/** Thrown where a day was sealed after it was decided that its rows can be taken back. */
export class DaySealedMeanwhileError extends OperatorError {
  override readonly name = 'DaySealedMeanwhileError';
}

/** Thrown where nothing can be taken back, before anything is read. */
export class NothingToTakeBackError extends OperatorError {
  override readonly name = 'NothingToTakeBackError';
}

/** What is taken back of all logs of an import. */
export interface TakeBack extends TakesBack {
  /** Unsealed days of the rows that go. */
  readonly days: readonly string[];
  /** Sealed days of their logs: what was counted there stays. */
  readonly sealed: readonly string[];
  /** Logs of which something was counted before. */
  readonly known: readonly string[];
}

/** How the lines of a log that were counted before are counted again. */
export interface CountedBefore {
  /** Bytes that were counted before. */
  readonly length: number;
  /** Sealed days on which these lines stay counted as they are: they are duplicates. `all` means every sealed day. */
  readonly days: 'all' | readonly string[];
}

export interface MatchedLog {
  readonly log: string;
  /** Every beginning of the log that was counted. */
  readonly matches: readonly CountedPrefix[];
}

/** Adds up what was written of the same log by several imports. */
export function joinWritten(all: readonly Written[]): Written {
  return {
    files: [...new Set(all.flatMap(({ files }) => files))],
    days: [...new Set(all.flatMap(({ days }) => days))].toSorted(),
    late: all.some(({ late }) => late),
    read: [...new Set(all.flatMap(({ read = [] }) => read))].toSorted(),
  };
}

/**
 * Plans the replacement of everything that was counted of these logs. Throws a NothingToTakeBackError where it is
 * unknown what was written of one, or where nothing can be taken back because all of its days are sealed.
 */
export function planTakeBack(logs: readonly MatchedLog[], sealedDays: ReadonlySet<string>): TakeBack {
  const matches = logs.flatMap((log) => log.matches);
  const untraced = logs.find((log) => log.matches.some(({ wrote }) => wrote === undefined));
  if (untraced !== undefined)
    throw new NothingToTakeBackError(
      `${untraced.log}: it cannot be taken back: no record is left of what its import wrote, which was by an earlier version or more than 30 days ago`,
    );
  const { files, days } = joinWritten(matches.flatMap(({ wrote }) => wrote ?? []));
  const sealed = days.filter((day) => sealedDays.has(day));
  if (days.length > 0 && sealed.length === days.length)
    throw new NothingToTakeBackError(
      `nothing can be taken back: every day that these logs were counted on is sealed (${spanOf(days)})`,
    );
  return {
    files,
    days: days.filter((day) => !sealedDays.has(day)),
    sealed,
    logs: matches.map(({ length, hmac }) => ({ length, hmac })),
    known: logs.filter((log) => log.matches.length > 0).map(({ log }) => log),
  };
}

/**
 * Returns how the counted lines of one log are counted again; undefined where none was. Rows that were late stand under
 * a day of the import: where it is sealed they stay, and it is unknown which lines they are.
 */
export function countedBefore(
  { matches }: MatchedLog,
  sealedDays: ReadonlySet<string>,
): CountedBefore | undefined {
  if (matches.length === 0) return undefined;
  const { days, late } = joinWritten(matches.flatMap(({ wrote }) => wrote ?? []));
  const sealed = days.filter((day) => sealedDays.has(day));
  return {
    length: Math.max(...matches.map(({ length, waiting }) => waiting?.until ?? length)),
    days: late && sealed.length > 0 ? 'all' : sealed,
  };
}

/** Names days for people. */
export function spanOf(days: readonly string[]): string {
  return days.length > 3 ? `${days.length} days from ${days[0]} to ${days.at(-1)}` : days.join(', ');
}
