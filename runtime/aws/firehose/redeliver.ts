/**
 * Delivers delayed rows to Firehose again; those of days that may be sealed are replaced by rows that only count. An
 * original may not count as replaced before Firehose or the queue holds its replacement.
 */
import { replaceLate, type ReplaceContext } from '#core/seal/replace-late';
import { sendToQueue } from './fallback-queue.ts';
import { putRecords, type RetryContext } from './put-records.ts';
import { toRecords } from './records.ts';

export interface Redelivery extends RetryContext {
  readonly stream: string;
  /** Queue in which rows without a visitor may wait in place of late originals. */
  readonly queueUrl: string;
  /** Returns the current context: today, sites, random ids. */
  readonly heldContext: () => ReplaceContext;
}

export interface RedeliveryResult {
  /** Whether every readable row is stored elsewhere now, so that the original may be deleted. */
  readonly done: boolean;
  readonly rows: number;
  readonly late: number;
  /** Lines that are not rows, unchanged. */
  readonly unreadable: readonly string[];
  readonly code?: string;
}

/** Redelivers newline-joined rows by instant `deadline` (ms). Never rejects. */
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
  // A late original must not wait any longer; its replacement may.
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
 * Moves the unreadable lines of a message whose rows are stored elsewhere to a message of their own, so that the
 * original can be deleted: otherwise its late rows would be replaced, and counted, at each attempt. Returns whether the
 * queue holds the new message.
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

/** Time for the queue, beyond the deadline. */
export const QUEUE_TIMEOUT_MS = 4_000;
