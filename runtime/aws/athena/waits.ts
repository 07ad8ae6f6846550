/** How long to wait between looks at a query. */

/** Milliseconds, growing from a tenth of a second to two; without end. */
export function* pollDelays(): Generator<number> {
  for (let wait = 100; ; wait = Math.min(wait * 1.5, 2_000)) yield wait;
}
