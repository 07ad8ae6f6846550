/**
 * Decides which days a server may treat as over: those after which it has itself run for an hour. Pure: days and run
 * times are arguments, from a clock that may be wrong. It may not decide that a day is sealed.
 */
import { addDays } from './zone.ts';

/** The record of the clock that survives restarts. */
export interface ClockRecord {
  /** Run time by the day that the clock showed, oldest first; only as much as is needed. */
  readonly runs: readonly { readonly day: string; readonly ms: number }[];
  /** The day that the clock showed before it was set forward: from that day on, days wait for DOUBT_MS. */
  readonly leaptFrom?: string;
}

/** Run time after a day, from which the day counts as over. */
export const HOUR_MS = 3_600_000;
/** The same after the clock was set forward: the operator has a day to set it back. */
export const DOUBT_MS = 24 * HOUR_MS;
/** After more days than this without running, the clock may just as well be wrong. */
const MAX_OFF_DAYS = 31;

/**
 * Returns the record after the clock showed `day` for `ms` of run time. Run time on later days was recorded under a
 * clock that was ahead, and is void.
 */
export function recordRun(record: ClockRecord, day: string, ms: number): ClockRecord {
  const last = record.runs.at(-1)?.day ?? day;
  const isUndone = day < last && record.leaptFrom !== undefined && day <= record.leaptFrom;
  const isLong = day > addDays(last, MAX_OFF_DAYS);
  const before = isUndone ? markCorrected(record) : isLong ? markSetForward(record, last) : record;
  const same = before.runs.find((run) => run.day === day);
  const runs = [
    ...before.runs.filter((run) => run.day < day),
    { day, ms: (same?.ms ?? 0) + Math.max(ms, 0) },
  ];
  return withoutObsolete({ ...before, runs });
}

/** Returns the record after the clock was set forward from `day`, for the first time or again. */
export function markSetForward({ runs, leaptFrom }: ClockRecord, day: string): ClockRecord {
  const from = leaptFrom !== undefined && leaptFrom < day ? leaptFrom : day;
  return { runs: runs.filter((run) => run.day <= from), leaptFrom: from };
}

/** Returns the record after the clock was set back to the time before it was set forward. */
export function markCorrected({ runs }: ClockRecord): ClockRecord {
  return { runs };
}

/** Returns the last day that may be sealed, and that counts for deletion by age; '' where there is none yet. */
export function lastVouchedDay({ runs, leaptFrom }: ClockRecord): string {
  const byHour = lastDayWithRunBeyond(runs, HOUR_MS);
  return leaptFrom === undefined || byHour < leaptFrom ? byHour : addDays(leaptFrom, -1);
}

/** Returns the last day after which the clock ran for `ms`. */
function lastDayWithRunBeyond(runs: ClockRecord['runs'], ms: number): string {
  let sum = 0;
  for (const run of runs.toReversed()) {
    sum += run.ms;
    if (sum >= ms) return addDays(run.day, -1);
  }
  return '';
}

/** Removes entries that no longer decide anything. */
function withoutObsolete({ runs, leaptFrom }: ClockRecord): ClockRecord {
  const certainDay = lastDayWithRunBeyond(runs, DOUBT_MS);
  return {
    runs: runs.filter((run) => run.day > certainDay),
    ...(leaptFrom === undefined || certainDay >= leaptFrom ? {} : { leaptFrom }),
  };
}
