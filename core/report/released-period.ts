/** Selects the releases that represent a period: months where the period consists of whole months, otherwise days. */
import { daysEstimate, sumMonths, type PeriodEstimate } from '../disclosure/estimates.ts';
import { monthEstimate } from '../disclosure/month-estimate.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import { periodAround } from './period.ts';

export interface ReleasedPeriod extends PeriodEstimate {
  /** The releases that the figures come from. */
  readonly releases: readonly StoredRelease[];
}

/**
 * Estimates a period from a site's releases. For whole months, the drawn months are added up; without one, and for
 * weeks and other ranges, the days are.
 */
export function releasedPeriod(from: string, to: string, releases: readonly StoredRelease[]): ReleasedPeriod {
  const inRange = releases.filter((release) =>
    release.level === 'day'
      ? release.period >= from && release.period <= to
      : release.period >= from.slice(0, 7) && release.period <= to.slice(0, 7),
  );
  const days = inRange.filter((release) => release.level === 'day');
  const months = isWholeMonths(from, to)
    ? inRange
        .filter((release) => release.level === 'month')
        .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    : [];
  if (months.length === 0) return { ...daysEstimate(days), releases: days };
  const covered = new Set(months.flatMap((month) => month.days));
  return {
    ...sumMonths(months.map((month) => monthEstimate(month, days))),
    releases: [...months, ...days.filter((day) => covered.has(day.period))],
  };
}

function isWholeMonths(from: string, to: string): boolean {
  return periodAround('month', from).from === from && periodAround('month', to).to === to;
}
