/** The seal function: handles an event and logs the outcome. */
import { SealMismatchError } from '#core/seal/reconcile';
import { TimeZoneChangedError } from '#core/seal/time-zone-changed';
import { ImportBeganError } from './publish-day.ts';
import { ArrivalsChangedError } from './take-snapshot.ts';
import {
  parseSealRequest,
  DayNotCompleteError,
  isScheduled,
  type SealEvent,
  type SealEventAnswer,
} from './seal-event.ts';
import { codeOf, logAnswer, logFault } from './log-invocation.ts';
import { tick, type TickPorts } from './tick.ts';

/**
 * Runs the seal. Answers a person with the problem; fails for the schedule, with a code and no message, since messages
 * of AWS name keys and values.
 */
export async function runSeal(ports: TickPorts, event: SealEvent): Promise<SealEventAnswer> {
  const { log } = ports;
  try {
    const request = parseSealRequest(event, ports.zone, ports.now());
    const answer = await tick(ports, request);
    logAnswer(log, answer, request, ports.zone, ports.now());
    return answer;
  } catch (error) {
    logFault(log, error);
    if (isScheduled(event) || !hasSafeMessage(error)) throw withCodeOnly(error);
    return {
      done: true,
      days: [],
      waiting: [],
      late: 0,
      abandoned: 0,
      problem: { name: error.name, message: error.message },
    };
  }
}

/** Creates an error without a cause, which would be logged as well. */
function withCodeOnly(error: unknown): Error {
  return new Error(codeOf(error));
}

/** Whether an error's message says what to do and contains no value. */
function hasSafeMessage(error: unknown): error is Error {
  return (
    error instanceof DayNotCompleteError ||
    error instanceof TimeZoneChangedError ||
    error instanceof SealMismatchError ||
    error instanceof ArrivalsChangedError ||
    error instanceof ImportBeganError
  );
}
