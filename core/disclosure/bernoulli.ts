/** Draws a boolean that is true with a rational probability. It may not turn that probability into a double. */
import { below, belowSmall } from './below.ts';
import type { RandomBits } from './random-bits.ts';

/**
 * Returns true with probability exactly p/q, 0 <= p <= q, q >= 1: where a uniform number below q is below p. Nothing is
 * drawn where the result is certain (p = 0 or p = q). Throws a RangeError for any other p and q.
 */
export function bernoulli(p: bigint, q: bigint, bits: RandomBits): boolean {
  if (p < 0n || p > q || q < 1n) throw new RangeError('a probability p/q has 0 <= p <= q and q >= 1');
  return p > 0n && (p === q || below(q, bits) < p);
}

/** Does the same with the same bits, for whole 0 <= p <= q up to 2^53; the caller has checked that. */
export function bernoulliSmall(p: number, q: number, bits: RandomBits): boolean {
  return p > 0 && (p === q || belowSmall(q, bits) < p);
}
