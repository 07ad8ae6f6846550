/**
 * Brings held-up rows back to Firehose, those of days that may be sealed as rows that only count. It may not call an
 * original replaced before Firehose, or the queue, holds what takes its place.
 */
import { replaceLate, type ReplaceContext } from '#core/seal/replace-late';
import { sendToQueue } from './fallback-queue.ts';
import { putRecords, type RetryContext } from './put-records.ts';
import { toRecords } from './records.ts';

export interface Redelivery extends RetryContext {
  readonly stream: string;
  /** Where rows without a visitor may wait in place of late originals. */
  readonly queueUrl: string;
  /** What is known at this instant: today, sites, random ids. */
  readonly heldContext: () => ReplaceContext;
}

export interface RedeliveryResult {
  /** Whether every readable row is held elsewhere now, so that the original may go. */
  readonly done: boolean;
  readonly rows: number;
  readonly late: number;
  /** Lines that are no rows, as they came. */
  readonly unreadable: readonly string[];
  readonly code?: string;
}

/** Sends newline-joined rows by instant `deadline` (ms). Never rejects. */
export async function redeliver(
  text: string,
  deadline: number,
  redelivery: Redelivery,
): Promise<RedeliveryResult> {
  const { lines, late, unreadable } = replaceLate(text, redelivery.heldContext());
  const put = await putRecords(redelivery.stream, toRecords(lines), deadline, redelivery);
  const counts = {
    rows: lines.length,
    late,
    unreadable,
    ...(put.code === undefined ? {} : { code: put.code }),
  };
  if (put.remaining.length === 0) return { done: true, ...counts };
  // A late original may not wait any longer; its replacement may.
  if (late === 0) return { done: false, ...counts };
  const queued = await sendToQueue(
    redelivery.queueUrl,
    put.remaining,
    redelivery.clock() + QUEUE_TIMEOUT_MS,
    redelivery,
  );
  return { done: queued.remaining.length === 0, ...counts };
}

/**
 * Gives what cannot be read of a message whose rows are held elsewhere a message of its own, so that the first may go:
 * kept whole, its late rows would be replaced, and counted, at each attempt. Returns whether the queue holds it.
 */
export async function requeueUnreadable(
  unreadable: readonly string[],
  redelivery: Redelivery,
): Promise<boolean> {
  return (
    (
      await sendToQueue(
        redelivery.queueUrl,
        toRecords(unreadable),
        redelivery.clock() + QUEUE_TIMEOUT_MS,
        redelivery,
      )
    ).remaining.length === 0
  );
}

/** Milliseconds for the queue, beyond the deadline. */
export const QUEUE_TIMEOUT_MS = 4_000;
