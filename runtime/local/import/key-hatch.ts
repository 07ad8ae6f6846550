/**
 * Hands a day's salt from the thread that keeps the salts to a judge that waits for it in the middle of a line. A salt
 * lies in it for that moment only. It may not decide which salt a day has.
 */
import { dayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';

const SALT = 32;
const STATE = 0;
const ASKED = 0;
const GIVEN = 1;
const NONE = 2;
const FAILED = 3;

export class KeyHatch {
  readonly shared: SharedArrayBuffer;
  readonly #state: Int32Array;
  readonly #salt: Uint8Array;

  constructor(shared = new SharedArrayBuffer(4 + SALT)) {
    this.shared = shared;
    this.#state = new Int32Array(shared, 0, 1);
    this.#salt = new Uint8Array(shared, 4, SALT);
  }

  /**
   * The judge's side: asks and sleeps until there is an answer; undefined where the day's salt cannot be had. Throws
   * where it failed.
   */
  take(day: string, ask: () => void): WipeableDayKey | undefined {
    Atomics.store(this.#state, STATE, ASKED);
    ask();
    Atomics.wait(this.#state, STATE, ASKED);
    const state = Atomics.load(this.#state, STATE);
    if (state === FAILED) throw new Error('the salt of a day cannot be made');
    if (state === NONE) return undefined;
    const key = dayKey(day, this.#salt);
    this.#salt.fill(0);
    return key;
  }

  /** The other side: answers what was asked; its own copy is wiped. `failed` where the salt could not be made. */
  give(salt: Uint8Array | undefined | 'failed'): void {
    if (typeof salt === 'object') {
      this.#salt.set(salt);
      salt.fill(0);
    }
    Atomics.store(this.#state, STATE, salt === 'failed' ? FAILED : salt === undefined ? NONE : GIVEN);
    Atomics.notify(this.#state, STATE);
  }
}
