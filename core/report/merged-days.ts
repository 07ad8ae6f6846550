/**
 * Days whose breakdowns were merged into their month: which stretches can show them. Rows of a month count in a stretch
 * that holds the whole month, and in no other. It may not query.
 */
import { periodAround } from './period.ts';

interface Days {
  readonly from: string;
  readonly to: string;
}

/**
 * Whether the rows of a month can be shown: at least one of the stretches holds all of it, and none holds a part only
 * (its text bounds could not tell the month's rows from those of its days).
 */
export function showsMonth(month: string, stretches: readonly Days[]): boolean {
  const { from, to } = periodAround('month', `${month}-01`);
  const overlapping = stretches.filter((stretch) => stretch.from <= to && stretch.to >= from);
  return overlapping.length > 0 && overlapping.every((stretch) => stretch.from <= from && stretch.to >= to);
}

/** The merged days of a stretch whose month is not shown: their breakdowns are missing from it. Ascending. */
export function cutDays(
  merged: readonly string[],
  stretch: Days,
  stretches: readonly Days[],
): readonly string[] {
  return merged
    .filter((day) => day >= stretch.from && day <= stretch.to && !showsMonth(day.slice(0, 7), stretches))
    .toSorted();
}

/**
 * The first `day` of a stretch as text: the month where it begins one, so that the month's own rows are not before it.
 */
export function lowerBound(from: string): string {
  return from.endsWith('-01') ? from.slice(0, 7) : from;
}
