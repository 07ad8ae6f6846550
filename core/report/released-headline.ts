/**
 * Writes one sentence about what changed, from released figures, and claims no more than their intervals support. It
 * may not judge whether the change is good.
 */
import type { Interval } from './round-to-interval.ts';

export interface HeadlineData {
  /** Visitors per day; null where unknown. */
  readonly current: Interval | null;
  /** The previous period, with the change since then; absent where there is none. */
  readonly earlier?: {
    readonly figure: Interval | null;
    /** In percent; null where its interval is unbounded. */
    readonly change: Interval | null;
    /** The period in words, as `in September 2026`. */
    readonly when: string;
    readonly days: Days;
  };
  readonly days: Days;
}

interface Days {
  readonly asked: number;
  readonly sealed: number;
}

export interface HeadlineFormat {
  /** Writes a figure with its interval. */
  readonly figure: (figure: Interval | null) => string;
  /** Writes the size of a change with its interval, without a direction. */
  readonly size: (change: Interval) => string;
}

/**
 * Reports a change where 0 lies outside its interval; otherwise it says that there is no clear change, or that the
 * figures are too uncertain.
 */
export function releasedHeadline(
  { current, earlier, days }: HeadlineData,
  { figure, size }: HeadlineFormat,
): string {
  if (days.sealed === 0) return 'No day of this period is released.';
  const subject = days.asked === 1 ? 'Visitors' : 'Visitors per day';
  const releasedClause =
    days.sealed === days.asked
      ? ''
      : ` on the ${daysPhrase(days)} that ${days.sealed === 1 ? 'is' : 'are'} released`;
  if (earlier === undefined)
    return `${subject}: ${figure(current)}${releasedClause}. There is no earlier period to compare with.`;
  const partialClause =
    earlier.days.sealed === earlier.days.asked
      ? ''
      : `, of which ${daysPhrase(earlier.days)} ${earlier.days.sealed === 1 ? 'is' : 'are'} released`;
  const after = `${figure(earlier.figure)} ${earlier.when}${partialClause}`;
  if (earlier.change === null)
    return `${subject}: ${figure(current)}${releasedClause}, after ${after}; the figures are too uncertain to say whether that is a change.`;
  if (earlier.change.low <= 0 && earlier.change.high >= 0)
    return `${subject} show no clear change: ${figure(current)}${releasedClause}, after ${after}.`;
  return `${subject} ${earlier.change.value > 0 ? 'rose' : 'fell'} by ${size(earlier.change)} to ${figure(current)}${releasedClause}, from ${after}.`;
}

function daysPhrase({ asked, sealed }: Days): string {
  return `${sealed === 1 ? 'one day' : `${sealed} days`} of ${asked}`;
}
