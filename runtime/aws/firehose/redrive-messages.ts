/** A batch of the fallback queue back to Firehose: what SQS hands a function, and what it wants to hear. It may not log a message. */
import type { Warnings } from '../warnings.ts';
import { QUEUE_TIME, redeliver, setApart, type Redelivery } from './redeliver.ts';

/** What is read of an SQS event. */
export interface QueueEvent {
  readonly Records?: readonly { readonly messageId: string; readonly body: string }[];
}

/** Messages that stay in the queue (ReportBatchItemFailures); SQS deletes the others. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

const RESERVE = 1_000;

/** Never rejects: a rejection would bring back messages that Firehose took. `remaining` are the invocation's milliseconds. */
export async function redriveMessages(event: QueueEvent, remaining: number, redelivery: Redelivery, warnings: Warnings): Promise<BatchAnswer> {
  const deadline = redelivery.clock() + remaining - RESERVE - 2 * QUEUE_TIME;
  const failures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of event.Records ?? []) {
    const { done, rows, late, unreadable, code } = await redeliver(body, deadline, redelivery);
    if (late > 0 && done) warnings.warn('late', late);
    if (unreadable.length > 0) warnings.warn('unreadable', unreadable.length);
    if (!done) warnings.warn('redrive_failed', 1, code);
    const goes = done && (unreadable.length === 0 || (rows > 0 && await setApart(unreadable, redelivery)));
    // What cannot be read comes back until it goes to the dead-letter queue.
    if (!goes) failures.push({ itemIdentifier: messageId });
  }
  return { batchItemFailures: failures };
}
