/** Reads the time of an event that a server dates itself. */

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const MAX_AGE_MS = 86_400_000;
const MAX_AHEAD_MS = 300_000;

/**
 * Returns milliseconds since 1970; `invalid` where the text is not an RFC 3339 time, `too_old` beyond 24 hours in the
 * past or 5 minutes in the future. Times in the future count as now.
 */
export function eventTime(time: string, now: number): number | 'invalid' | 'too_old' {
  const instant = RFC3339.test(time) ? Date.parse(time.toUpperCase()) : Number.NaN;
  if (Number.isNaN(instant)) return 'invalid';
  if (instant < now - MAX_AGE_MS || instant > now + MAX_AHEAD_MS) return 'too_old';
  return Math.min(instant, now);
}
