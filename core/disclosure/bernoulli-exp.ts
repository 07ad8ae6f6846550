/** Draws a boolean that is true with probability exp(-p/q). It may not compute an exponential. */
import { bernoulli, bernoulliSmall } from './bernoulli.ts';
import { createRandomnessError, type RandomBits } from './random-bits.ts';

/**
 * Returns true with probability exactly exp(-p/q), p >= 0, q >= 1 (Canonne, Kamath and Steinke 2020, arXiv 2004.00010,
 * section 5.1, algorithm 1, after von Neumann): for g = p/q in [0, 1] the number K of the first failure among
 * Bernoulli(g/1), Bernoulli(g/2), ... exceeds k with probability g^k/k!, so K is odd with probability sum of (-g)^k/k!
 * = exp(-g). A greater p/q is split into ones and a remainder, all of which must be true. Throws a RangeError for any
 * other p and q.
 */
export function bernoulliExp(p: bigint, q: bigint, bits: RandomBits): boolean {
  if (p < 0n || q < 1n) throw new RangeError('exp(-p/q) is drawn for p >= 0 and q >= 1');
  if (p <= MAX_SAFE && q <= MAX_SMALL_Q) return bernoulliExpSmall(Number(p), Number(q), bits);
  for (let ones = p / q; ones > 0n; ones -= 1n) if (!bernoulliExpUnit(1, 1, bits)) return false;
  const rest = p % q;
  for (let k = 1n; k <= MAX_TRIES; k += 1n) if (!bernoulli(rest, q * k, bits)) return (k & 1n) === 1n;
  throw createRandomnessError();
}

/** Does the same with the same bits, for whole p up to 2^53 and q up to 2^45; the caller has checked that. */
export function bernoulliExpSmall(p: number, q: number, bits: RandomBits): boolean {
  if (p < q) return bernoulliExpUnit(p, q, bits);
  for (let ones = Math.floor(p / q); ones > 0; ones -= 1) if (!bernoulliExpUnit(1, 1, bits)) return false;
  return bernoulliExpUnit(p % q, q, bits);
}

/** Does the same for p <= q. */
export function bernoulliExpUnit(p: number, q: number, bits: RandomBits): boolean {
  for (let k = 1; k <= MAX_TRIES; k += 1) if (!bernoulliSmall(p, q * k, bits)) return (k & 1) === 1;
  throw createRandomnessError();
}

/** So many successes in a row have a probability of at most 1/200! < 1e-374. */
const MAX_TRIES = 200;

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
/** Up to this q, q k is a whole number below 2^53. */
const MAX_SMALL_Q = 2n ** 45n;
