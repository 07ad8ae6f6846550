/**
 * The days that an import seals although no line of them was read: which days exist then depends on the range of the
 * log, and not on whether somebody came on one of them. It may not see what was counted.
 */
import { addDays } from '../time/zone.ts';

/** Days without a line in a row up to which they are sealed as days without visitors; more may be missing logs. */
export const LONGEST_FILLED_GAP = 31;

/** Days of a site on which finished imports read lines, whatever these were: of robots and assets, too. */
export interface ReadDays {
  readonly site: string;
  readonly days: readonly string[];
}

export interface DayGap {
  readonly from: string;
  readonly to: string;
}

export interface FilledDays {
  /** Days between two days with lines, ascending. */
  readonly empty: readonly string[];
  /** Longer stretches without a line, which are not filled. */
  readonly gaps: readonly DayGap[];
}

/**
 * Returns the days without lines between the first and the last of `days`. With `fresh`, only what lies beside one of
 * these days.
 */
export function fillDays(days: Iterable<string>, fresh?: ReadonlySet<string>): FilledDays {
  const sorted = [...new Set(days)].toSorted();
  const empty: string[] = [];
  const gaps: DayGap[] = [];
  for (const [index, last] of sorted.slice(1).entries()) {
    const first = sorted[index] ?? last;
    if (fresh?.has(first) === false && !fresh.has(last)) continue;
    const [from, to] = [addDays(first, 1), addDays(last, -1)];
    if (from > to) continue;
    if (addDays(from, LONGEST_FILLED_GAP - 1) < to) gaps.push({ from, to });
    else for (let day = from; day <= to; day = addDays(day, 1)) empty.push(day);
  }
  return { empty, gaps };
}
