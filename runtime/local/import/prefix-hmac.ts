/**
 * HMAC-SHA-256 (RFC 2104) whose value can be read at any point of a stream: Node's own Hmac ends with its first digest.
 */
import { createHash, type Hash } from 'node:crypto';

const BLOCK_BYTES = 64;

export class PrefixHmac {
  readonly #inner: Hash;
  readonly #outerPad: Uint8Array;
  #length = 0;

  /** From a key, or as a copy. `key` has at most 64 bytes; throws a RangeError for a longer one. */
  constructor(key: Uint8Array | PrefixHmac) {
    if (key instanceof PrefixHmac) {
      this.#inner = key.#inner.copy();
      this.#outerPad = key.#outerPad;
      this.#length = key.#length;
      return;
    }
    if (key.length > BLOCK_BYTES) throw new RangeError('a key of at most 64 bytes');
    const pad = (byte: number) => Uint8Array.from({ length: BLOCK_BYTES }, (_, at) => (key[at] ?? 0) ^ byte);
    this.#inner = createHash('sha256').update(pad(0x36));
    this.#outerPad = pad(0x5c);
  }

  /** Bytes fed so far. */
  get length(): number {
    return this.#length;
  }

  /** Returns an independent HMAC of everything fed so far. */
  copy(): PrefixHmac {
    return new PrefixHmac(this);
  }

  update(bytes: Uint8Array): void {
    this.#inner.update(bytes);
    this.#length += bytes.length;
  }

  /** Returns the HMAC of everything fed so far, in hex; more bytes may follow. */
  digest(): string {
    return createHash('sha256').update(this.#outerPad).update(this.#inner.copy().digest()).digest('hex');
  }
}
