/**
 * Today's key in the memory of one instance: fetched when first needed, wiped at the first wake-up after its day. It
 * may not return the key of any other day, nor log one.
 */
import type { DayKey } from '#core/anonymize/day-key';
import { createDayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';
import { AwsFault } from '../client/aws-fault.ts';
import type { Warnings } from '../warnings.ts';
import { readOrCreateSalt, type SaltTable } from './salt-table.ts';

/** Pause before a failing table is read again, so that it does not slow each request. */
const RETRY_MS = 3_000;

export class CurrentKey {
  readonly #salts: SaltTable;
  readonly #warnings: Warnings;
  readonly #onEnd: () => void;
  #day = '';
  #key: WipeableDayKey | undefined;
  #retryAtMs = 0;
  #failing = false;

  /** `onEnd` is called when a day's key was destroyed: everything derived under it must be dropped too. */
  constructor(salts: SaltTable, warnings: Warnings, onEnd: () => void) {
    this.#salts = salts;
    this.#warnings = warnings;
    this.#onEnd = onEnd;
  }

  /** Whether the salt was unavailable at the last attempt. */
  get failing(): boolean {
    return this.#failing;
  }

  /**
   * Returns the key of `today`; undefined where its salt is unavailable: events are then stored without a visitor.
   * Never rejects.
   */
  async keyFor(today: string, now: number): Promise<DayKey | undefined> {
    this.endBefore(today);
    if (this.#key !== undefined || now < this.#retryAtMs) return this.#key;
    try {
      const salt = await this.#read(today);
      this.#key = createDayKey(today, salt);
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
   * Reads the salt, with one retry after a transient failure: a connection that froze with the instance is reset on its
   * next use.
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

  /** Destroys the key of any day but `today`; call it at each wake-up, before anything else. */
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
