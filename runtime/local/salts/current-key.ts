/**
 * Today's key in the collector's memory: read when first needed, gone at the first look after its day.
 * It may not give the key of any other day, nor log one.
 */
import type { DayKey } from '#core/anonymize/day-key';
import { dayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';
import type { DataDir } from '../data-dir.ts';
import { deleteEndedSalts, readOrCreateSalt } from './salt-files.ts';

/** Wait before a failing disk is asked again, so that each request does not ask. */
const RETRY_MS = 1_000;

export type SaltProblem = 'clock_set_back' | 'disk';

export class CurrentKey {
  readonly #data: DataDir;
  readonly #onEnd: () => void;
  #day = '';
  #key: WipeableDayKey | undefined;
  #problem: SaltProblem | undefined;
  #retryAtMs = 0;
  #deleted = true;

  /** `onEnd` is called when a day's key was destroyed: whatever was derived under it must go too. */
  constructor(data: DataDir, onEnd: () => void) {
    this.#data = data;
    this.#onEnd = onEnd;
  }

  /** Why there is no key, undefined where there is one or none was asked for. */
  get problem(): SaltProblem | undefined {
    return this.#deleted ? this.#problem : 'disk';
  }

  /**
   * The key of `today`, undefined where its salt cannot be had: events are then stored without a visitor. `now` in
   * milliseconds.
   */
  keyFor(today: string, now: number): DayKey | undefined {
    this.endBefore(today);
    if (this.#key !== undefined || now < this.#retryAtMs) return this.#key;
    try {
      const salt = readOrCreateSalt(this.#data, today);
      this.#problem = salt === undefined ? 'clock_set_back' : undefined;
      if (salt !== undefined) this.#key = dayKey(today, salt);
      salt?.fill(0);
    } catch {
      this.#problem = 'disk';
    }
    if (this.#key === undefined) this.#retryAtMs = now + RETRY_MS;
    return this.#key;
  }

  /** Destroys the key and the salts of every day before `today`; to be called at each request and by a timer. */
  endBefore(today: string): void {
    if (today === this.#day) return;
    this.#day = today;
    this.#key?.wipe();
    this.#key = undefined;
    this.#problem = undefined;
    this.#retryAtMs = 0;
    this.#onEnd();
    this.#deleteEnded();
  }

  /** Tries again what a failing disk refused: called by a timer, so that requests do not wait for such a disk. */
  tick(today: string): void {
    this.endBefore(today);
    if (!this.#deleted) this.#deleteEnded();
  }

  #deleteEnded(): void {
    try {
      deleteEndedSalts(this.#data, this.#day);
      this.#deleted = true;
    } catch {
      this.#deleted = false;
    }
  }
}
