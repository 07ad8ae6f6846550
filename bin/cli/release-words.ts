/** Parses the options of `headcount release` and the period that they name. */
import type { NamedPeriod } from '#core/disclosure/due-releases';
import { periodAround } from '#core/report/period';
import type { TargetOptions } from './target.ts';
import type { SharedOptions } from './context.ts';
import { parseDay, parseMonth } from './day-words.ts';
import { CannotError, UsageError } from '#core/operator/failures';

export interface ReleaseOptions extends SharedOptions, TargetOptions {
  readonly month?: string;
  readonly day?: string;
  readonly site?: string;
  readonly byClock?: boolean;
}

/**
 * Returns the day or month that the options name, or undefined if they name none. Throws a UsageError for a malformed
 * one, and a CannotError for a month that is not over.
 */
export function parsePeriod({ month, day }: ReleaseOptions, today: string): NamedPeriod | undefined {
  if (month !== undefined && day !== undefined)
    throw new UsageError('give either --month or --day, not both');
  if (day !== undefined) return { period: parseDay('--day', day), level: 'day' };
  if (month === undefined) return undefined;
  const { to } = periodAround('month', `${parseMonth('--month', month)}-01`);
  if (to >= today)
    throw new CannotError(
      `${month} is not over: days sealed after a month is drawn never enter it, so it can be drawn only after ${to} on`,
    );
  return { period: month, level: 'month' };
}
