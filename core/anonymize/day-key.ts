/** The keyed hash of one local day. Whoever makes it holds the salt; core sees the hash only, never the salt. */

export interface DayKey {
  /** Local day, YYYY-MM-DD, whose salt this is. */
  readonly day: string;
  /** First 128 bits of HMAC-SHA-256 under the day's salt over the tag and the length-prefixed parts: 32 hex digits. */
  hash(tag: string, parts: readonly string[]): string;
}
