/**
 * Sweeps what Firehose and the redrive gave up on: Firehose's error prefix and the dead-letter queue. Runs hourly;
 * wires the parts together.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { callAws } from '#runtime/aws/client/call-aws';
import { readConfigBeside } from '#runtime/node/files-beside';
import { endpointOverride, env } from '#runtime/aws/env';
import { drainDeadLetters, type DrainResult } from '#runtime/aws/errors/drain-dead-letters';
import { errorObjects } from '#runtime/aws/errors/error-objects';
import { sweepErrors, type SweepResult } from '#runtime/aws/errors/sweep-errors';
import { heldContext } from '#runtime/aws/firehose/held-context';
import { Warnings } from '#runtime/aws/warnings';

const warnings = new Warnings((line) => console.warn(line), Date.now);
const objects = errorObjects(env('arrivalsBucket'), { forcePathStyle: endpointOverride('s3') !== undefined });
const redelivery = {
  stream: env('stream'),
  queueUrl: env('fallbackQueue'),
  heldContext: heldContext(readConfigBeside(import.meta.dirname), Date.now),
  call: callAws,
  clock: Date.now,
  random: Math.random,
  sleep,
};

/** Time reserved for the dead-letter queue. */
const DEAD_LETTERS_MS = 60_000;

export async function handler(
  _event: unknown,
  context: { readonly getRemainingTimeInMillis: () => number },
): Promise<{ readonly errors: SweepResult; readonly letters: DrainResult }> {
  const end = Date.now() + context.getRemainingTimeInMillis() - 5_000;
  try {
    const errors = await sweepErrors(objects, end - DEAD_LETTERS_MS, redelivery, warnings);
    const letters = await drainDeadLetters(env('deadLetterQueue'), end, redelivery);
    if (letters.late > 0) warnings.warn('late', letters.late);
    if (letters.unreadable > 0) warnings.warn('unreadable', letters.unreadable);
    if (letters.failed > 0) warnings.warn('redrive_failed', letters.failed);
    return { errors, letters };
  } catch {
    // The cause is not logged: its text could quote a key or a row.
    warnings.warn('sweep_failed');
    throw new Error('sweep_failed');
  }
}
