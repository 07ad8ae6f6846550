/**
 * Decides which days of a released month are too small to keep their breakdowns. It may not see an exact count:
 * released figures decide.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';

/** A day with fewer released visitor-days is merged into its month. */
export const MIN_VISITORS = 100;

/**
 * Returns the days of the monthly release whose own release, by its noisy total as drawn, is below MIN_VISITORS;
 * ascending. Days without a release, or sealed after the month was drawn, are not included.
 */
export function daysToMerge(
  month: Pick<StoredRelease, 'site' | 'days'>,
  days: readonly StoredRelease[],
): readonly string[] {
  const totals = new Map(
    days
      .filter((day) => day.level === 'day' && day.site === month.site)
      .map((day) => [day.period, noisyVisitors(day)]),
  );
  return month.days.filter((day) => (totals.get(day) ?? MIN_VISITORS) < MIN_VISITORS).toSorted();
}

function noisyVisitors(day: StoredRelease): number | undefined {
  return day.tables.find((table) => table.name === 'days')?.cells[0]?.noisy['visitors'];
}
