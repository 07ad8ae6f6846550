/** Logs how an invocation of the seal ended. It may not log a key, a row, or a message of AWS. */
import { SealMismatchError } from '#core/seal/reconcile';
import { throughByClock } from '#core/seal/through-by-clock';
import type { Zone } from '#core/time/zone';
import type { SealRequest } from './seal-context.ts';
import type { SealLog } from './seal-log.ts';
import type { SealAnswer } from './tick.ts';

/**
 * Logs a successful invocation. Late and abandoned items are logged within their steps: an invocation may not live to
 * answer.
 */
export function logAnswer(
  log: SealLog,
  { done, days, waiting }: SealAnswer,
  request: SealRequest,
  zone: Zone,
  now: number,
): void {
  if (days.length > 0) log.info({ progress: 'sealed', count: days.length });
  if (done && request.through >= throughByClock(zone, now))
    log.info({ progress: 'seal_up_to_date', waiting: waiting.length });
}

/** Logs a failed invocation. Messages about the books contain counts, sites and days only. */
export function logFault(log: SealLog, error: unknown): void {
  if (error instanceof SealMismatchError) log.warn({ warning: 'reconciliation_off', problem: error.message });
  else log.warn({ warning: 'seal_failed', code: codeOf(error) });
}

/** Returns the error's name, and for a query its code. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const query = error.name === 'QueryFailedError' ? /[A-Z][A-Z0-9_]+$/.exec(error.message)?.[0] : undefined;
  return query === undefined ? error.name : `${error.name} ${query}`;
}
