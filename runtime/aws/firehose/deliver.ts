/**
 * Makes rows durable: Firehose, and where it does not take them in time the fallback queue. It may not call rows
 * delivered that neither holds.
 */
import { toJsonLine, type AnonymousEvent } from '#core/event/anonymous-event';
import type { Warnings } from '../warnings.ts';
import { sendToQueue } from './fallback-queue.ts';
import { putRecords, type PutResult, type RetryContext } from './put-records.ts';
import { toRecords } from './records.ts';

export interface DeliveryParts extends RetryContext {
  readonly stream: string;
  readonly queueUrl: string;
  readonly warnings: Warnings;
}

/** Most that a request waits for each: an invocation that waits is one that others wait for. */
const FIREHOSE_TIME = 4_000;
const QUEUE_TIME = 4_000;
/** Of one that failed a moment ago. */
const SHORT = 1_000;
/** How long what failed is spared. */
const REST = 5_000;

export class Delivery {
  readonly #parts: DeliveryParts;
  #firehoseRestsUntil = 0;
  #queueRestsUntil = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Whether every row is held by Firehose or by the queue, by instant `deadline` (ms) at the latest. Never rejects. */
  async deliver(events: readonly AnonymousEvent[], deadline: number): Promise<boolean> {
    const { clock, warnings } = this.#parts;
    const now = clock();
    const rests = now < this.#firehoseRestsUntil;
    // Where time is short, half of it is the queue's.
    const forFirehose = Math.min(
      now + FIREHOSE_TIME,
      Math.max(now + (deadline - now) / 2, deadline - QUEUE_TIME),
    );
    let left = toRecords(events.map(toJsonLine));
    if (!rests) left = await this.#put(left, forFirehose);
    if (left.length === 0) return true;
    left = await this.#queue(left, deadline);
    // A Firehose that was spared is asked after all, before the sender is refused.
    if (left.length > 0 && rests) left = await this.#put(left, Math.min(clock() + SHORT, deadline));
    if (left.length > 0) warnings.warn('not_stored', left.length);
    return left.length === 0;
  }

  async #put(records: readonly string[], until: number): Promise<readonly string[]> {
    const { stream, clock, warnings } = this.#parts;
    const { remaining: left, code }: PutResult = await putRecords(stream, records, until, this.#parts);
    this.#firehoseRestsUntil = left.length === 0 ? 0 : clock() + REST;
    if (left.length > 0) warnings.warn('firehose_failed', left.length, code);
    return left;
  }

  async #queue(records: readonly string[], deadline: number): Promise<readonly string[]> {
    const { queueUrl, clock, warnings } = this.#parts;
    const time = clock() < this.#queueRestsUntil ? SHORT : QUEUE_TIME;
    const { remaining: left, code }: PutResult = await sendToQueue(
      queueUrl,
      records,
      Math.min(clock() + time, deadline),
      this.#parts,
    );
    this.#queueRestsUntil = left.length === 0 ? 0 : clock() + REST;
    if (left.length > 0) warnings.warn('queue_failed', left.length, code);
    if (left.length < records.length) warnings.warn('queued', records.length - left.length);
    return left;
  }
}
