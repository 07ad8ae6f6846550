/**
 * Makes rows durable in Firehose or, where it does not accept them in time, in the fallback queue. It may not report
 * rows as delivered that neither holds.
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

/** Maximum time that a request waits for each: a waiting invocation delays others. */
const FIREHOSE_TIMEOUT_MS = 4_000;
const QUEUE_TIMEOUT_MS = 4_000;
/** Timeout of a service that has just failed. */
const SHORT_TIMEOUT_MS = 1_000;
/** Cool-down after a failure. */
const COOL_DOWN_MS = 5_000;

export class Delivery {
  readonly #parts: DeliveryParts;
  #firehoseCoolDownUntil = 0;
  #queueCoolDownUntil = 0;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /**
   * Delivers rows; returns whether Firehose or the queue holds every one of them, by instant `deadline` (ms) at the
   * latest. Never rejects.
   */
  async deliver(events: readonly AnonymousEvent[], deadline: number): Promise<boolean> {
    const { clock, warnings } = this.#parts;
    const now = clock();
    const isCoolingDown = now < this.#firehoseCoolDownUntil;
    // Where time is short, half of it is reserved for the queue.
    const firehoseDeadline = Math.min(
      now + FIREHOSE_TIMEOUT_MS,
      Math.max(now + (deadline - now) / 2, deadline - QUEUE_TIMEOUT_MS),
    );
    let remaining = toRecords(events.map(toJsonLine));
    if (!isCoolingDown) remaining = await this.#put(remaining, firehoseDeadline);
    if (remaining.length === 0) return true;
    remaining = await this.#queue(remaining, deadline);
    // A Firehose in its cool-down is tried after all, before the sender is refused.
    if (remaining.length > 0 && isCoolingDown)
      remaining = await this.#put(remaining, Math.min(clock() + SHORT_TIMEOUT_MS, deadline));
    if (remaining.length > 0) warnings.warn('not_stored', remaining.length);
    return remaining.length === 0;
  }

  async #put(records: readonly string[], deadline: number): Promise<readonly string[]> {
    const { stream, clock, warnings } = this.#parts;
    const { remaining, code }: PutResult = await putRecords(stream, records, deadline, this.#parts);
    this.#firehoseCoolDownUntil = remaining.length === 0 ? 0 : clock() + COOL_DOWN_MS;
    if (remaining.length > 0) warnings.warn('firehose_failed', remaining.length, code);
    return remaining;
  }

  async #queue(records: readonly string[], deadline: number): Promise<readonly string[]> {
    const { queueUrl, clock, warnings } = this.#parts;
    const time = clock() < this.#queueCoolDownUntil ? SHORT_TIMEOUT_MS : QUEUE_TIMEOUT_MS;
    const { remaining, code }: PutResult = await sendToQueue(
      queueUrl,
      records,
      Math.min(clock() + time, deadline),
      this.#parts,
    );
    this.#queueCoolDownUntil = remaining.length === 0 ? 0 : clock() + COOL_DOWN_MS;
    if (remaining.length > 0) warnings.warn('queue_failed', remaining.length, code);
    if (remaining.length < records.length) warnings.warn('queued', records.length - remaining.length);
    return remaining;
  }
}
