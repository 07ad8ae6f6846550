/** The keyed hash of one local day. Its creator holds the salt; core sees only the hash, never the salt. */

export interface DayKey {
  /** The local day of the salt, YYYY-MM-DD. */
  readonly day: string;
  /**
   * Mark of the salt, 32 hex digits: the same for all that one salt made, another for any other salt, and without a way
   * back to it.
   */
  readonly keying: string;
  /**
   * Returns the first 128 bits of HMAC-SHA-256 under the day's salt over the tag and the length-prefixed parts: 32 hex
   * digits.
   */
  hash(tag: string, parts: readonly string[]): string;
}
