/**
 * Hands a day's salt from the thread that holds the salts to a judge that waits for it in the middle of a line. The
 * shared memory holds a salt for that moment only.
 */
import { createDayKey, type WipeableDayKey } from '#runtime/node/keyed-hash';

const SALT_BYTES = 32;
const STATE_INDEX = 0;
const REQUESTED = 0;
const SUPPLIED = 1;
const UNAVAILABLE = 2;
const FAILED = 3;

export class KeyHatch {
  readonly shared: SharedArrayBuffer;
  readonly #state: Int32Array;
  readonly #salt: Uint8Array;

  constructor(shared = new SharedArrayBuffer(4 + SALT_BYTES)) {
    this.shared = shared;
    this.#state = new Int32Array(shared, 0, 1);
    this.#salt = new Uint8Array(shared, 4, SALT_BYTES);
  }

  /**
   * The judge's side: requests a key and blocks until it arrives; undefined where the day's salt is unavailable. Throws
   * where it could not be made.
   */
  take(day: string, ask: () => void): WipeableDayKey | undefined {
    Atomics.store(this.#state, STATE_INDEX, REQUESTED);
    ask();
    Atomics.wait(this.#state, STATE_INDEX, REQUESTED);
    const state = Atomics.load(this.#state, STATE_INDEX);
    if (state === FAILED) throw new Error('the salt of a day cannot be made');
    if (state === UNAVAILABLE) return undefined;
    const key = createDayKey(day, this.#salt);
    this.#salt.fill(0);
    return key;
  }

  /** The other side: supplies the salt and wipes its own copy. `failed` means that the salt could not be made. */
  give(salt: Uint8Array | undefined | 'failed'): void {
    if (typeof salt === 'object') {
      this.#salt.set(salt);
      salt.fill(0);
    }
    Atomics.store(
      this.#state,
      STATE_INDEX,
      salt === 'failed' ? FAILED : salt === undefined ? UNAVAILABLE : SUPPLIED,
    );
    Atomics.notify(this.#state, STATE_INDEX);
  }
}
