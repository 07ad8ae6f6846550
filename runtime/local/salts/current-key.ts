/**
 * Today's key in the collector's memory: made before an event needs it, wiped at the first call after its day. It may
 * not return the key of any other day, nor log one.
 */
import type { DayKey } from '#core/anonymize/day-key';
import { createDayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';
import type { DataDir } from '../data-dir.ts';
import { deleteEndedSalts, readOrCreateSalt } from './salt-files.ts';

/** Pause before a failing disk is read again, so that not every request waits for it. */
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

  /** `onEnd` is called when a day's key was destroyed: everything derived under it must be dropped too. */
  constructor(data: DataDir, onEnd: () => void) {
    this.#data = data;
    this.#onEnd = onEnd;
  }

  /** The reason why there is no key; undefined where there is one or none was requested. */
  get problem(): SaltProblem | undefined {
    return this.#deleted ? this.#problem : 'disk';
  }

  /**
   * Returns the key of `today`; undefined where its salt is unavailable: events are then stored without a visitor.
   * `now` is in milliseconds.
   */
  keyFor(today: string, now: number): DayKey | undefined {
    this.endBefore(today);
    if (this.#key !== undefined || now < this.#retryAtMs) return this.#key;
    try {
      const salt = readOrCreateSalt(this.#data, today);
      this.#problem = salt === undefined ? 'clock_set_back' : undefined;
      if (salt !== undefined) this.#key = createDayKey(today, salt);
      salt?.fill(0);
    } catch {
      this.#problem = 'disk';
    }
    if (this.#key === undefined) this.#retryAtMs = now + RETRY_MS;
    return this.#key;
  }

  /** Destroys the key and the salts of every day before `today`; call it at each request and from a timer. */
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

  /**
   * Makes the key of a new day and retries what a failing disk refused. Called at the start and by a timer: so the
   * file times of a salt tell when the server ran and not when somebody came, and requests do not wait for such a disk.
   */
  tick(today: string, now: number): void {
    this.endBefore(today);
    if (!this.#deleted) this.#deleteEnded();
    this.keyFor(today, now);
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
