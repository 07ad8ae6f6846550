/**
 * Chooses the period to compare with. A period under way is compared by day: its days so far with as many first days of
 * the other period. It may not read the clock: today is an argument.
 */
import { addDays } from '../time/zone.ts';
import { daysIn, previousPeriod, samePeriodLastYear, type Period } from './period.ts';

export interface ComparedPeriod {
  readonly period: Period;
  /** Last day of the period under way that is compared; absent where the periods are compared whole. */
  readonly through?: string;
}

/** A range to compare with; `through` is the last day that is compared of a period under way. */
export interface ComparedRange {
  readonly from: string;
  readonly to: string;
  readonly through?: string;
}

/** Returns the range of a period to compare with. */
export function comparedRange({ period: { from, to }, through }: ComparedPeriod): ComparedRange {
  return { from, to, ...(through === undefined ? {} : { through }) };
}

/**
 * Returns the previous period, or the same one a year earlier, cut to the days so far where the period is not over.
 * `days` are those with figures, ascending.
 */
export function comparedPeriod(
  period: Period,
  against: 'previous' | 'year',
  { days, today }: { readonly days: readonly string[]; readonly today: string },
): ComparedPeriod {
  const whole = against === 'year' ? samePeriodLastYear(period) : previousPeriod(period);
  const through = days.findLast((day) => day >= period.from && day <= period.to);
  if (period.to < today || through === undefined || through === period.to) return { period: whole };
  const length = daysIn({ from: period.from, to: through }).length;
  const last = addDays(whole.from, length - 1);
  const to = last < whole.to ? last : whole.to;
  return { period: { kind: to === whole.from ? 'day' : 'range', from: whole.from, to }, through };
}

/** Whether every day up to `through`, by default every day, has figures. */
export function isWholeThrough(
  {
    state,
    days,
  }: { readonly state: 'complete' | 'partial'; readonly days: { readonly missing: readonly string[] } },
  through: string | undefined,
): boolean {
  return through === undefined ? state === 'complete' : days.missing.every((day) => day > through);
}
