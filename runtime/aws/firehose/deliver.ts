/**
 * Makes rows durable: Firehose, and where it does not take them in time the fallback queue. It may not call rows
 * delivered that neither holds.
 */
import { toJsonLine, type AnonymousEvent } from '#core/event/anonymous-event';
import type { Warnings } from '../warnings.ts';
import { sendToQueue } from './fallback-queue.ts';
import { putRecords, type Trying } from './put-records.ts';
import { toRecords } from './records.ts';

export interface Delivery extends Trying {
  readonly stream: string;
  readonly queueUrl: string;
  readonly warnings: Warnings;
}

/** Most that a request waits for Firehose, and then for the queue: an invocation that waits is one that others wait for. */
const FIREHOSE_TIME = 4_000;
const QUEUE_TIME = 4_000;

/** Whether every row is held by Firehose or by the queue, by instant `deadline` (ms) at the latest. Never rejects. */
export async function deliver(events: readonly AnonymousEvent[], deadline: number, delivery: Delivery): Promise<boolean> {
  const { clock, warnings } = delivery;
  const now = clock();
  // Where time is short, half of it is the queue's.
  const forFirehose = Math.min(now + FIREHOSE_TIME, Math.max(now, deadline - QUEUE_TIME, now + (deadline - now) / 2));
  const put = await putRecords(delivery.stream, toRecords(events.map(toJsonLine)), forFirehose, delivery);
  if (put.left.length === 0) return true;
  warnings.warn('firehose_failed', put.left.length, put.code);
  const queued = await sendToQueue(delivery.queueUrl, put.left, Math.min(clock() + QUEUE_TIME, deadline), delivery);
  if (queued.left.length === 0) {
    warnings.warn('queued', put.left.length);
    return true;
  }
  warnings.warn('not_stored', queued.left.length, queued.code);
  return false;
}
