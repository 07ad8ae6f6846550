/**
 * Drains the dead-letter queue: messages whose rows Firehose accepts now, and those whose rows belong to a day that may
 * be sealed. Nothing may stay there longer than its day. It may not log a message.
 */
import type { CallAws } from '../client/call-aws.ts';
import { QUEUE_TIMEOUT_MS, redeliver, requeueUnreadable, type Redelivery } from '../firehose/redeliver.ts';

export interface DrainResult {
  readonly messages: number;
  readonly late: number;
  readonly unreadable: number;
  readonly failed: number;
}

interface Message {
  readonly ReceiptHandle?: string;
  readonly Body?: string;
  readonly Attributes?: { readonly SentTimestamp?: string };
}

const RETENTION_MS = 48 * 3_600_000;
const TIMEOUT_MS = 10_000;
/** Time that one message may take beyond its time with Firehose: two messages to the queue, and its own deletion. */
const MESSAGE_RESERVE_MS = 2 * QUEUE_TIMEOUT_MS + TIMEOUT_MS;
/** Visibility timeout: longer than the function runs, or the rows of a message could be replaced twice at once. */
const VISIBILITY_SECONDS = 600;

/**
 * Drains until the queue is empty; ends by instant `deadline` (ms), since a function that is cut off may have replaced
 * rows whose message is still there. Rejects with an AwsFault where the queue cannot be read.
 */
export async function drainDeadLetters(
  queueUrl: string,
  deadline: number,
  redelivery: Redelivery & { readonly call: CallAws },
): Promise<DrainResult> {
  const drained = { messages: 0, late: 0, unreadable: 0, failed: 0 };
  const callQueue = (target: string, input: object) =>
    redelivery.call({
      service: 'sqs',
      target: `AmazonSQS.${target}`,
      endpoint: new URL('/', queueUrl).href,
      timeoutMs: TIMEOUT_MS,
      input: { QueueUrl: queueUrl, ...input },
    });
  const cutOff = deadline - MESSAGE_RESERVE_MS;
  while (redelivery.clock() < cutOff) {
    const answer = await callQueue('ReceiveMessage', {
      MaxNumberOfMessages: 10,
      VisibilityTimeout: VISIBILITY_SECONDS,
      MessageSystemAttributeNames: ['SentTimestamp'],
    });
    const messages = (answer as { readonly Messages?: readonly Message[] }).Messages ?? [];
    if (messages.length === 0) break;
    for (const { Body = '', ReceiptHandle, Attributes } of messages) {
      if (redelivery.clock() >= cutOff) return drained;
      drained.messages += 1;
      const { done, rows, late, unreadable } = await redeliver(
        Body,
        Math.min(cutOff, redelivery.clock() + TIMEOUT_MS),
        redelivery,
      );
      drained.unreadable += unreadable.length;
      if (!done) drained.failed += 1;
      const isExpired = redelivery.clock() - Number(Attributes?.SentTimestamp ?? Number.NaN) > RETENTION_MS;
      if (
        done &&
        (unreadable.length === 0 ||
          isExpired ||
          (rows > 0 && (await requeueUnreadable(unreadable, redelivery))))
      )
        await callQueue('DeleteMessage', { ReceiptHandle });
      if (done) drained.late += late;
    }
  }
  return drained;
}
