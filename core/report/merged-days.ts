/**
 * Decides which periods can show the days whose breakdowns were merged into their month. Rows of a month count in a
 * period that contains the whole month, and in no other.
 */
import { periodAround } from './period.ts';

interface DayRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Whether the rows of a month can be shown: at least one of the periods contains all of it, and none contains only a
 * part (its text bounds could not distinguish the month's rows from those of its days).
 */
export function showsMonth(month: string, ranges: readonly DayRange[]): boolean {
  const { from, to } = periodAround('month', `${month}-01`);
  const overlapping = ranges.filter((range) => range.from <= to && range.to >= from);
  return overlapping.length > 0 && overlapping.every((range) => range.from <= from && range.to >= to);
}

/** Returns the merged days of a period whose month is not shown, ascending: their breakdowns are missing from it. */
export function cutDays(
  merged: readonly string[],
  range: DayRange,
  ranges: readonly DayRange[],
): readonly string[] {
  return merged
    .filter((day) => day >= range.from && day <= range.to && !showsMonth(day.slice(0, 7), ranges))
    .toSorted();
}

/**
 * Returns the first `day` of a period as text: the month where the period begins one, so that the month's own rows are
 * not before it.
 */
export function lowerBound(from: string): string {
  return from.endsWith('-01') ? from.slice(0, 7) : from;
}
