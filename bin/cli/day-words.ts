/**
 * Days and months as words of a command: what is none is a wrong word, wherever the command runs. It may not read the
 * clock.
 */
import { isDay } from '#core/report/period';
import { UsageError } from '#core/operator/failures';

/** The day after `option`; throws a UsageError for what is none, as 2026-02-30. */
export function parseDay(option: string, text: string): string {
  if (!isDay(text)) throw new UsageError(`${option} takes a day as 2026-11-23`);
  return text;
}

/** The month after `option`; throws a UsageError for what is none. `last-month` is a period, and no month by name. */
export function parseMonth(option: string, text: string): string {
  if (!isDay(`${text}-01`)) throw new UsageError(`${option} takes a month as 2026-11`);
  return text;
}
