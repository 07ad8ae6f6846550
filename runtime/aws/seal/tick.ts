/**
 * One invocation of the seal: takes the lease, continues the current run or starts one, and ends without an error when
 * its time is up.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SealMismatchError } from '#core/seal/reconcile';
import type { Zone } from '#core/time/zone';
import type { Athena } from '../athena/athena.ts';
import { QueryFailedError } from '../athena/query-failed.ts';
import { releaseLease, LeaseHeldError, takeLease } from '../steps/lease.ts';
import { OutOfTimeError, Steps } from '../steps/steps.ts';
import {
  beginRun,
  currentRun,
  endRun,
  saveRun,
  canContinue,
  inputsDigest,
  type CurrentRun,
} from './current-run.ts';
import type { SealRequest, SealPorts } from './seal-context.ts';
import { ImportBeganError } from './publish-day.ts';
import { RunOvertakenError } from './seal-day.ts';
import { sealRun, type SealTally } from './seal-run.ts';
import { ArrivalsChangedError } from './take-snapshot.ts';

export interface TickPorts extends SealPorts {
  readonly athena: Athena;
  readonly zone: Zone;
  readonly lease: { readonly client: DynamoDBClient; readonly table: string; readonly owner: string };
  /** Remaining time of this invocation. */
  readonly remainingMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The outcome of this invocation; where `done` is false, the next one continues and reports its own part. */
export interface SealAnswer extends Readonly<SealTally> {
  readonly done: boolean;
  /** Whether another run of the pipeline is in progress; nothing was done. */
  readonly busy?: true;
}

/** Longer than a function may run. */
const LEASE_MS = 16 * 60_000;
/** Attempts per invocation that may fail because arrivals changed. */
const MAX_CHANGES = 3;
/** Consecutive failing invocations after which a run is abandoned and started over. */
const MAX_FAILURES = 3;

/** Runs one invocation; rethrows errors other than a lease that is held or a time that is up. */
export async function tick(ports: TickPorts, request: SealRequest): Promise<SealAnswer> {
  const tally: SealTally = { days: [], waiting: [], late: 0, abandoned: 0 };
  try {
    await takeLease({ ...ports.lease, now: ports.now(), durationMs: LEASE_MS });
  } catch (error) {
    if (error instanceof LeaseHeldError) return { ...tally, done: false, busy: true };
    throw error;
  }
  try {
    await runAll(ports, request, tally);
    return { ...tally, done: true };
  } catch (error) {
    if (error instanceof OutOfTimeError) return { ...tally, done: false };
    throw error;
  } finally {
    await releaseLease(ports.lease);
  }
}

async function runAll(ports: TickPorts, request: SealRequest, tally: SealTally): Promise<void> {
  for (let changes = 0; ;) {
    const run = (await runToGoOn(ports)) ?? (await beginRun(ports, request, ports.zone.day(ports.now())));
    const steps = await Steps.open({
      run: run.id,
      record: ports.record,
      athena: ports.athena,
      remainingMs: ports.remainingMs,
      sleep: ports.sleep,
    });
    let more: boolean;
    try {
      more = await sealRun(
        { ...ports, steps, request: { through: run.through, byClock: run.byClock }, today: run.today },
        tally,
      );
    } catch (error) {
      await afterFault(ports, run, error);
      changes += 1;
      if (!isChange(error) || changes >= MAX_CHANGES) throw error;
      continue;
    }
    // Outside of the try block: an error here must not store a run that has ended.
    await endRun(ports, run.id);
    // A run that an earlier invocation requested comes first.
    if (!more && run.through === request.through && run.byClock === request.byClock) return;
  }
}

/** Returns the current run; abandons one that may not continue. */
async function runToGoOn(ports: TickPorts): Promise<CurrentRun | undefined> {
  const run = await currentRun(ports.record);
  if (run === undefined || canContinue(run, inputsDigest(ports), ports.zone.day(ports.now()))) return run;
  await endRun(ports, run.id);
  return undefined;
}

const isChange = (error: unknown) =>
  error instanceof ArrivalsChangedError ||
  error instanceof ImportBeganError ||
  error instanceof RunOvertakenError;

/**
 * Abandons a run that cannot make progress: nothing of it is shown, and the next one starts with what is there then.
 */
async function afterFault(ports: TickPorts, run: CurrentRun, error: unknown): Promise<void> {
  if (error instanceof OutOfTimeError) {
    if (run.failures > 0) await saveRun(ports.record, { ...run, failures: 0 });
    return;
  }
  const failures = run.failures + 1;
  const isFinal =
    isChange(error) ||
    error instanceof SealMismatchError ||
    error instanceof QueryFailedError ||
    failures >= MAX_FAILURES;
  if (isFinal) await endRun(ports, run.id);
  else await saveRun(ports.record, { ...run, failures });
}
