/** Redrives a batch of the fallback queue to Firehose. It may not log a message. */
import type { Warnings } from '../warnings.ts';
import { QUEUE_TIMEOUT_MS, redeliver, requeueUnreadable, type Redelivery } from './redeliver.ts';

/** The fields that are read of an SQS event. */
export interface QueueEvent {
  readonly Records?: readonly { readonly messageId: string; readonly body: string }[];
}

/** Messages that stay in the queue (ReportBatchItemFailures); SQS deletes the others. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const RESERVE_MS = 1_000;

/**
 * Redrives the messages of an event. Never rejects, and ends within `remainingMs`, the invocation's time: after a
 * rejection or a timeout messages would return whose rows are stored elsewhere, and late ones would be counted again.
 * Each message has its share of the time, so that one that Firehose delays does not use up what a late one needs; a
 * message without a share stays in the queue.
 */
export async function redriveMessages(
  event: QueueEvent,
  remainingMs: number,
  redelivery: Redelivery,
  warnings: Warnings,
): Promise<BatchAnswer> {
  const end = redelivery.clock() + remainingMs - RESERVE_MS;
  const failures: { itemIdentifier: string }[] = [];
  const records = event.Records ?? [];
  for (const [index, { messageId, body }] of records.entries()) {
    const now = redelivery.clock();
    if (now + 2 * QUEUE_TIMEOUT_MS > end) {
      failures.push({ itemIdentifier: messageId });
      continue;
    }
    const deadline = now + (end - now) / (records.length - index) - 2 * QUEUE_TIMEOUT_MS;
    const { done, rows, late, unreadable, code } = await redeliver(body, deadline, redelivery);
    if (late > 0 && done) warnings.warn('late', late);
    if (unreadable.length > 0) warnings.warn('unreadable', unreadable.length);
    if (!done) warnings.warn('redrive_failed', 1, code);
    const isHandled =
      done && (unreadable.length === 0 || (rows > 0 && (await requeueUnreadable(unreadable, redelivery))));
    // An unreadable message returns until it goes to the dead-letter queue.
    if (!isHandled) failures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures: failures };
}
