/** Periods and days in words, in English. Days are calendar days without a time zone. */
import { isoWeekOf, type Period } from './period.ts';

const dateFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options });
const DAY = dateFormat({ day: 'numeric', month: 'long', year: 'numeric' });
const SHORT_DAY = dateFormat({ day: 'numeric', month: 'short' });
const WEEKDAY = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const MONTH = dateFormat({ month: 'long', year: 'numeric' });

const instant = (day: string) => Date.parse(`${day}T00:00:00Z`);

/**
 * Returns the title of a period: `May 2015`, `Week 47 of 2026`, `Quarter 4 of 2026`, `2026`, `23 November 2026`, `1–20
 * May 2015`.
 */
export function periodTitle({ kind, from, to }: Period): string {
  switch (kind) {
    case 'day':
      return dayTitle(from);
    case 'week': {
      const { year, week } = isoWeekOf(from);
      return `Week ${week} of ${year}`;
    }
    case 'month':
      return MONTH.format(instant(from));
    case 'quarter':
      return `Quarter ${Math.ceil(Number(from.slice(5, 7)) / 3)} of ${from.slice(0, 4)}`;
    case 'year':
      return from.slice(0, 4);
    case 'range':
      return DAY.formatRange(instant(from), instant(to));
  }
}

/** Returns a period as part of a sentence: `in May 2015`, `on 23 November 2026`, `on 1–20 May 2015`. */
export function periodPhrase(period: Period): string {
  const title = periodTitle(period);
  return period.kind === 'day' || period.kind === 'range'
    ? `on ${title}`
    : `in ${title.replace(/^[WQ]/, (letter) => letter.toLowerCase())}`;
}

/** Returns a day in words: `23 November 2026`. */
export function dayTitle(day: string): string {
  return DAY.format(instant(day));
}

/** Returns a day with its weekday: `Monday 23 November`. */
export function weekdayTitle(day: string): string {
  return WEEKDAY.format(instant(day)).replace(',', '');
}

/**
 * Writes days in words, with consecutive days as a range: `1–16 May, 21–31 May`; beyond `maxRuns` ranges, the rest is
 * only counted.
 */
export function formatDayRuns(
  runs: readonly { readonly from: string; readonly to: string }[],
  maxRuns = 6,
): string {
  const listed = runs
    .slice(0, maxRuns)
    .map(({ from, to }) => SHORT_DAY.formatRange(instant(from), instant(to)));
  return runs.length > maxRuns
    ? `${listed.join(', ')} and ${runs.length - maxRuns} more stretches`
    : listed.join(', ');
}
