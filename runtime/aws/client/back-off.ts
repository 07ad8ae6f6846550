/** Delays before a call is retried. */

const FIRST_MS = 50;
const MAX_MS = 1_000;

/**
 * Returns the delay in milliseconds before retry number `retry`, counted from 1: "full jitter", between zero and a
 * bound that doubles (AWS Architecture Blog, Exponential Backoff And Jitter).
 */
export function backOff(retry: number, random: () => number): number {
  return Math.floor(random() * Math.min(MAX_MS, FIRST_MS * 2 ** (retry - 1)));
}
