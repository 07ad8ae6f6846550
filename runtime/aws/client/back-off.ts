/** How long to wait before a call is tried again. It may not wait itself. */

const FIRST_MS = 50;
const MAX_MS = 1_000;

/**
 * Milliseconds before try `n` (1 is the first repetition): "full jitter", between nothing and a bound that doubles (AWS
 * Architecture Blog, Exponential Backoff And Jitter).
 */
export function backOff(retry: number, random: () => number): number {
  return Math.floor(random() * Math.min(MAX_MS, FIRST_MS * 2 ** (retry - 1)));
}
