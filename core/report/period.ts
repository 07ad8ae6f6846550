/**
 * Calendar periods: a day, an ISO 8601 week, a month, a quarter, a year, as written after `--period`, and the periods
 * before them. It may not read the clock: today is an argument.
 */
import { addDays } from '../time/zone.ts';

export type PeriodKind = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'range';

export interface Period {
  readonly kind: PeriodKind;
  /** The first and last day, YYYY-MM-DD, both included. */
  readonly from: string;
  readonly to: string;
}

/** The values that `--period` accepts, for error messages. */
export const PERIOD_FORMS =
  'a day 2026-11-23, an ISO week 2026-W47, a month 2026-11, a quarter 2026-Q4, a year 2026, or ' +
  'today, yesterday, last-7-days, last-30-days, last-week, last-month, last-quarter, last-year';

/** The periods that are words. */
export const PERIOD_WORDS: readonly string[] = PERIOD_FORMS.split(' or ').at(-1)?.split(', ') ?? [];

/** Most days of `last-N-days`. */
const MAX_LAST_DAYS = 366;

/**
 * Parses a period; undefined where it is invalid. `today` (YYYY-MM-DD) determines last-week and the like, which are
 * complete periods; the last N days end yesterday.
 */
export function parsePeriod(text: string, today: string): Period | undefined {
  if (text === 'today') return { kind: 'day', from: today, to: today };
  const yesterday = addDays(today, -1);
  if (text === 'yesterday') return { kind: 'day', from: yesterday, to: yesterday };
  const lastDays = /^last-([1-9]\d{0,2})-days$/.exec(text);
  if (lastDays !== null && Number(lastDays[1]) <= MAX_LAST_DAYS)
    return parseRange(addDays(today, -Number(lastDays[1])), yesterday);
  const last = /^last-(week|month|quarter|year)$/.exec(text);
  if (last !== null) return previousPeriod(periodAround(last[1] as PeriodKind, today));
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined;
  if (day !== undefined) return isDay(day) ? { kind: 'day', from: day, to: day } : undefined;
  const week = /^(\d{4})-W(\d{2})$/.exec(text);
  if (week !== null) return isoWeek(Number(week[1]), Number(week[2]));
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text);
  if (month !== null) return periodAround('month', `${text}-01`);
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter !== null) return periodAround('quarter', `${quarter[1]}-${pad(Number(quarter[2]) * 3 - 2)}-01`);
  return /^\d{4}$/.test(text) && text !== '0000' ? periodAround('year', `${text}-01-01`) : undefined;
}

/** Parses a range of days; undefined where an end is not a day or the ends are in the wrong order. */
export function parseRange(from: string, to: string): Period | undefined {
  return isDay(from) && isDay(to) && from <= to
    ? { kind: from === to ? 'day' : 'range', from, to }
    : undefined;
}

/** Returns the week, month, quarter or year that contains a day. */
export function periodAround(kind: PeriodKind, day: string): Period {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  switch (kind) {
    case 'week': {
      const from = addDays(day, 1 - isoWeekday(day));
      return { kind, from, to: addDays(from, 6) };
    }
    case 'month':
      return months(kind, year, month, 1);
    case 'quarter':
      return months(kind, year, month - ((month - 1) % 3), 3);
    case 'year':
      return months(kind, year, 1, 12);
    default:
      return { kind: 'day', from: day, to: day };
  }
}

/** Returns the period before, of the same kind; for a range, the same number of days. */
export function previousPeriod(period: Period): Period {
  if (period.kind !== 'range') return periodAround(period.kind, addDays(period.from, -1));
  const length = daysIn(period).length;
  return { kind: 'range', from: addDays(period.from, -length), to: addDays(period.from, -1) };
}

/**
 * Returns the same period one year earlier: a week keeps its ISO number (the 53rd becomes the 52nd), 29 February
 * becomes the 28th.
 */
export function samePeriodLastYear(period: Period): Period {
  if (period.kind === 'week') {
    const { year, week } = isoWeekOf(period.from);
    return isoWeek(year - 1, week) ?? isoWeek(year - 1, week - 1) ?? period;
  }
  if (period.kind === 'day' || period.kind === 'range')
    return { kind: period.kind, from: oneYearBack(period.from), to: oneYearBack(period.to) };
  return periodAround(period.kind, oneYearBack(period.from));
}

/** Lists every day of a period, ascending. */
export function daysIn({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Groups ascending days into runs without a gap. */
export function groupRuns(
  days: readonly string[],
): readonly { readonly from: string; readonly to: string }[] {
  const runs: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}

/** Returns the weekday, from 1 (Monday) to 7 (Sunday). */
export function isoWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Returns the year and number of the ISO week of a day: those of its Thursday. */
export function isoWeekOf(day: string): { readonly year: number; readonly week: number } {
  const thursday = addDays(day, 4 - isoWeekday(day));
  const year = Number(thursday.slice(0, 4));
  return {
    year,
    week: 1 + Math.floor((Date.parse(thursday) - Date.parse(`${thursday.slice(0, 4)}-01-01`)) / 604_800_000),
  };
}

/** Whether a text is a day of the calendar, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text;
}

function isoWeek(year: number, week: number): Period | undefined {
  const first = periodAround('week', `${String(year).padStart(4, '0')}-01-04`);
  const from = addDays(first.from, 7 * (week - 1));
  return week >= 1 && isoWeekOf(from).year === year
    ? { kind: 'week', from, to: addDays(from, 6) }
    : undefined;
}

function months(kind: PeriodKind, year: number, month: number, count: number): Period {
  const from = `${String(year).padStart(4, '0')}-${pad(month)}-01`;
  const end = new Date(`${from}T00:00:00Z`);
  end.setUTCMonth(end.getUTCMonth() + count);
  return { kind, from, to: addDays(end.toISOString().slice(0, 10), -1) };
}

function oneYearBack(day: string): string {
  const back = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return isDay(back) ? back : `${back.slice(0, 8)}28`;
}

const pad = (n: number) => String(n).padStart(2, '0');
