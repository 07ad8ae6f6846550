/** The instant of an event that a server dates itself. It may not keep what it read. */

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const MAX_AGE_MS = 86_400_000;
const MAX_AHEAD_MS = 300_000;

/**
 * Milliseconds since 1970; `invalid` where it is no RFC 3339 time, `too_old` beyond 24 hours back or 5 minutes ahead.
 * Times ahead count as now.
 */
export function eventTime(time: string, now: number): number | 'invalid' | 'too_old' {
  const instant = RFC3339.test(time) ? Date.parse(time.toUpperCase()) : Number.NaN;
  if (Number.isNaN(instant)) return 'invalid';
  if (instant < now - MAX_AGE_MS || instant > now + MAX_AHEAD_MS) return 'too_old';
  return Math.min(instant, now);
}
