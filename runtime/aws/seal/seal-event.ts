/** The request and the answer of the seal function: the contract with its invokers. */
import { throughByClock } from '#core/seal/through-by-clock';
import { addDays, type Zone } from '#core/time/zone';
import { OperatorError } from '#core/operator-error';
import type { SealRequest } from './seal-context.ts';
import type { SealAnswer } from './tick.ts';

/**
 * A request without `byClock` or `through` comes from the schedule: every complete day of sites that collect live is
 * sealed.
 */
export interface SealEvent {
  /** Last day to seal, YYYY-MM-DD. @default the latest complete one */
  readonly through?: string;
  /**
   * Whether only sites that collect live are sealed; else imports as well. @default true without `through`, else false
   */
  readonly byClock?: boolean;
}

/** The answer to a person. It contains the reason of a failure, where scheduled runs throw. */
export type SealEventAnswer = SealAnswer & {
  readonly problem?: { readonly name: string; readonly message: string };
};

/** Thrown for a day that cannot be sealed: the message says which can. */
export class DayNotCompleteError extends OperatorError {
  override readonly name = 'DayNotCompleteError';
}

/** Whether a request comes from the schedule. */
export const isScheduled = ({ through, byClock }: SealEvent): boolean =>
  through === undefined && byClock !== false;

/**
 * Parses a request; throws a DayNotCompleteError for a text that is not a day, or a day that rows may still arrive for.
 */
export function parseSealRequest(event: SealEvent, zone: Zone, now: number): SealRequest {
  const latest = throughByClock(zone, now);
  const { through = latest, byClock = isScheduled(event) } = event;
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(through) ||
    Number.isNaN(Date.parse(through)) ||
    addDays(through, 0) !== through
  )
    throw new DayNotCompleteError('a day has the form 2026-11-23');
  if (through > latest)
    throw new DayNotCompleteError(
      `${through} is not complete yet: delivery may take a day, so it can be sealed from 03:00 of ${addDays(through, 2)} on; the latest complete day is ${latest}`,
    );
  return { through, byClock };
}
