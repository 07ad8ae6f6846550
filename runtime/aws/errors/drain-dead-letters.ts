/**
 * Takes messages out of the dead-letter queue as they become rows of a day that may be sealed, and those that Firehose
 * takes again: nothing may lie there longer than its day. It may not log a message.
 */
import type { CallAws } from '../client/call-aws.ts';
import { QUEUE_TIME, redeliver, requeueUnreadable, type Redelivery } from '../firehose/redeliver.ts';

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

const LONGEST_KEPT = 48 * 3_600_000;
const TIMEOUT = 10_000;
/** What one message may take beyond its time with Firehose: two messages to the queue, and its own deletion. */
const LAST = 2 * QUEUE_TIME + TIMEOUT;
/**
 * Seconds in which a message is not seen again: longer than the function runs, or its rows could be replaced twice at
 * once.
 */
const UNSEEN = 600;

/**
 * Until the queue shows nothing; ends by instant `deadline` (ms): a function cut short has replaced rows whose message
 * is still there. Rejects with an AwsFault where the queue cannot be read.
 */
export async function drainDeadLetters(
  queueUrl: string,
  deadline: number,
  redelivery: Redelivery & { readonly call: CallAws },
): Promise<DrainResult> {
  const drained = { messages: 0, late: 0, unreadable: 0, failed: 0 };
  const ask = (target: string, input: object) =>
    redelivery.call({
      service: 'sqs',
      target: `AmazonSQS.${target}`,
      endpoint: new URL('/', queueUrl).href,
      timeout: TIMEOUT,
      input: { QueueUrl: queueUrl, ...input },
    });
  const last = deadline - LAST;
  while (redelivery.clock() < last) {
    const answer = await ask('ReceiveMessage', {
      MaxNumberOfMessages: 10,
      VisibilityTimeout: UNSEEN,
      MessageSystemAttributeNames: ['SentTimestamp'],
    });
    const messages = (answer as { readonly Messages?: readonly Message[] }).Messages ?? [];
    if (messages.length === 0) break;
    for (const { Body = '', ReceiptHandle, Attributes } of messages) {
      if (redelivery.clock() >= last) return drained;
      drained.messages += 1;
      const { done, rows, late, unreadable } = await redeliver(
        Body,
        Math.min(last, redelivery.clock() + TIMEOUT),
        redelivery,
      );
      drained.unreadable += unreadable.length;
      if (!done) drained.failed += 1;
      const old = redelivery.clock() - Number(Attributes?.SentTimestamp ?? Number.NaN) > LONGEST_KEPT;
      if (
        done &&
        (unreadable.length === 0 || old || (rows > 0 && (await requeueUnreadable(unreadable, redelivery))))
      )
        await ask('DeleteMessage', { ReceiptHandle });
      if (done) drained.late += late;
    }
  }
  return drained;
}
