/**
 * Parses days and months given on the command line. A malformed one is a usage error, whichever command it is given to.
 */
import { isDay } from '#core/report/period';
import { UsageError } from '#core/operator/failures';

/** Returns the day given with `option`; throws a UsageError if there is no such day, as 2026-02-30. */
export function parseDay(option: string, text: string): string {
  if (!isDay(text)) throw new UsageError(`${option} takes a day as 2026-11-23`);
  return text;
}

/**
 * Returns the month given with `option`; throws a UsageError if there is no such month. `last-month` is a period, not a
 * month.
 */
export function parseMonth(option: string, text: string): string {
  if (!isDay(`${text}-01`)) throw new UsageError(`${option} takes a month as 2026-11`);
  return text;
}
