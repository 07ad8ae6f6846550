/**
 * Which days a server may take to be over: those beyond which it has itself run for an hour. Pure: days and run times
 * come in, from a clock that may be wrong. It may not decide that a day is sealed.
 */
import { addDays } from './zone.ts';

/** What is kept of the clock, over restarts. */
export interface ClockRecord {
  /** Run time by the day that the clock showed, oldest first; as much as is needed. */
  readonly runs: readonly { readonly day: string; readonly ms: number }[];
  /** The day that the clock showed before it was set forward: from it on days wait for DOUBT. */
  readonly leaptFrom?: string;
}

/** Run time beyond a day after which it is taken to be over. */
export const HOUR_MS = 3_600_000;
/** The same where the clock was set forward: the operator has a day to set it back. */
export const DOUBT_MS = 24 * HOUR_MS;
/** A server that was off for longer than this many days may as well have a clock that is wrong. */
const MAX_OFF_DAYS = 31;

/**
 * The record after the clock showed `day` for `ms` of run time. What was run on later days before was run under a clock
 * that was ahead, and is void.
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

/** The record after the clock was set forward from `day`, once or again. */
export function markSetForward({ runs, leaptFrom }: ClockRecord, day: string): ClockRecord {
  const from = leaptFrom !== undefined && leaptFrom < day ? leaptFrom : day;
  return { runs: runs.filter((run) => run.day <= from), leaptFrom: from };
}

/** The record after the clock was set back to where it was before it was set forward. */
export function markCorrected({ runs }: ClockRecord): ClockRecord {
  return { runs };
}

/** The last day that may be sealed, and by which anything may be deleted for its age; '' where there is none yet. */
export function lastVouchedDay({ runs, leaptFrom }: ClockRecord): string {
  const byHour = lastDayWithRunBeyond(runs, HOUR_MS);
  return leaptFrom === undefined || byHour < leaptFrom ? byHour : addDays(leaptFrom, -1);
}

/** The last day beyond which the clock ran for `ms`. */
function lastDayWithRunBeyond(runs: ClockRecord['runs'], ms: number): string {
  let sum = 0;
  for (const run of runs.toReversed()) {
    sum += run.ms;
    if (sum >= ms) return addDays(run.day, -1);
  }
  return '';
}

/** Without what decides nothing any more. */
function withoutObsolete({ runs, leaptFrom }: ClockRecord): ClockRecord {
  const certainDay = lastDayWithRunBeyond(runs, DOUBT_MS);
  return {
    runs: runs.filter((run) => run.day > certainDay),
    ...(leaptFrom === undefined || certainDay >= leaptFrom ? {} : { leaptFrom }),
  };
}
