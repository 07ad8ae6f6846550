/** Periods of law and consent are counted in months of the calendar. */

/** Returns the same day and time so many months later, in UTC and ms since 1970; the last day of a shorter month. */
export function addMonths(instant: string, months: number): number {
  const date = new Date(instant);
  const day = date.getUTCDate();
  if (day <= 28) return date.setUTCMonth(date.getUTCMonth() + months);
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}
