/**
 * Today's key in the memory of one instance: fetched when first needed, gone at the first wake-up after its day. It may
 * not give the key of any other day, nor log one.
 */
import type { DayKey } from '#core/anonymize/day-key';
import { dayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';
import { AwsFault } from '../client/aws-fault.ts';
import type { Warnings } from '../warnings.ts';
import { readOrCreateSalt, type SaltTable } from './salt-table.ts';

/** Milliseconds before a table that failed is asked again, so that it does not slow each request. */
const RETRY_MS = 3_000;

export class CurrentKey {
  readonly #salts: SaltTable;
  readonly #warnings: Warnings;
  readonly #onEnd: () => void;
  #day = '';
  #key: WipeableDayKey | undefined;
  #retryAtMs = 0;
  #failing = false;

  /** `onEnd` is called when a day's key was destroyed: whatever was derived under it must go too. */
  constructor(salts: SaltTable, warnings: Warnings, onEnd: () => void) {
    this.#salts = salts;
    this.#warnings = warnings;
    this.#onEnd = onEnd;
  }

  /** Whether the salt could not be had when last asked for. */
  get failing(): boolean {
    return this.#failing;
  }

  /**
   * The key of `today`, undefined where its salt cannot be had: events are then stored without a visitor. Never
   * rejects.
   */
  async keyFor(today: string, now: number): Promise<DayKey | undefined> {
    this.endBefore(today);
    if (this.#key !== undefined || now < this.#retryAtMs) return this.#key;
    try {
      const salt = await this.#read(today);
      this.#key = dayKey(today, salt);
      salt.fill(0);
      this.#failing = false;
    } catch (error) {
      this.#failing = true;
      this.#retryAtMs = now + RETRY_MS;
      this.#warnings.warn('salt_unavailable', 1, error instanceof AwsFault ? error.code : 'internal');
    }
    return this.#key;
  }

  /**
   * Once more where the first failure may pass: a connection that froze with the instance is reset when it is used
   * again.
   */
  async #read(today: string): Promise<Buffer> {
    try {
      return await readOrCreateSalt(today, this.#salts);
    } catch (error) {
      if (error instanceof AwsFault && error.isTransient && error.code !== 'timeout')
        return await readOrCreateSalt(today, this.#salts);
      throw error;
    }
  }

  /** Destroys the key of any day but `today`; to be called at each wake-up, before anything else. */
  endBefore(today: string): void {
    if (today === this.#day) return;
    this.#day = today;
    this.#key?.wipe();
    this.#key = undefined;
    this.#retryAtMs = 0;
    this.#failing = false;
    this.#onEnd();
  }
}
