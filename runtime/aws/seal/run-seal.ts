/** The seal function: an event in, an answer out, words in the log. It may not read the environment. */
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
 * Answers a person with the problem; fails for the schedule, with a code and no message: messages of AWS name keys and
 * values.
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

/** Without a cause: that would be logged as well. */
function withCodeOnly(error: unknown): Error {
  return new Error(codeOf(error));
}

/** Faults whose message says what to do and holds no value. */
function hasSafeMessage(error: unknown): error is Error {
  return (
    error instanceof DayNotCompleteError ||
    error instanceof TimeZoneChangedError ||
    error instanceof SealMismatchError ||
    error instanceof ArrivalsChangedError ||
    error instanceof ImportBeganError
  );
}
