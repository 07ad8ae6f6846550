/** How long to wait before a call is tried again. It may not wait itself. */

const FIRST = 50;
const MOST = 1_000;

/**
 * Milliseconds before try `n` (1 is the first repetition): "full jitter", between nothing and a bound that doubles (AWS
 * Architecture Blog, Exponential Backoff And Jitter).
 */
export function backOff(n: number, random: () => number): number {
  return Math.floor(random() * Math.min(MOST, FIRST * 2 ** (n - 1)));
}
