/** Reads a day that staff typed. */
import { StaffUsageError } from './staff-context.ts';

/**
 * Returns the day's start in UTC, RFC 3339. Throws a StaffUsageError for what is no day, or one that is yet to come.
 */
export function readDay(text: string, option: string, now: number): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(text))
    throw new StaffUsageError(`${option} has to be a day, as 2027-03-12`);
  // A day that has begun anywhere on earth may be meant.
  if (time > now + 14 * 3_600_000) throw new StaffUsageError(`${option} lies in the future`);
  return new Date(time).toISOString();
}
