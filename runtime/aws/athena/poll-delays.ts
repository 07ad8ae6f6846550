/** Delays between polls of a query. */

/** Yields delays in milliseconds, growing from a tenth of a second to two; endless. */
export function* pollDelays(): Generator<number> {
  for (let wait = 100; ; wait = Math.min(wait * 1.5, 2_000)) yield wait;
}
