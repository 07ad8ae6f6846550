/** True with probability exp(-p/q). It may not compute an exponential. */
import { bernoulli, bernoulliSmall } from './bernoulli.ts';
import type { RandomBits } from './random-bits.ts';

/**
 * True with probability exactly exp(-p/q), p >= 0, q >= 1 (Canonne, Kamath and Steinke 2020, arXiv 2004.00010,
 * section 5.1, algorithm 1, after von Neumann): for g = p/q in [0, 1] the number K of the first failure among Bernoulli(g/1),
 * Bernoulli(g/2), ... exceeds k with probability g^k/k!, so K is odd with probability sum of (-g)^k/k! = exp(-g). A greater
 * p/q is taken apart into ones and a rest, all of which must be true. Throws a RangeError for other p and q.
 */
export function bernoulliExp(p: bigint, q: bigint, bits: RandomBits): boolean {
  if (p < 0n || q < 1n) throw new RangeError('exp(-p/q) is drawn for p >= 0 and q >= 1');
  if (p <= SAFE && q <= SAFE) return bernoulliExpSmall(Number(p), Number(q), bits);
  for (let ones = p / q; ones > 0n; ones -= 1n) if (!bernoulliExpUnit(1, 1, bits)) return false;
  return unit(p % q, q, bits);
}

/** The same, from the same bits, for whole numbers up to 2^53; whoever calls has checked that. */
export function bernoulliExpSmall(p: number, q: number, bits: RandomBits): boolean {
  if (p <= q) return bernoulliExpUnit(p, q, bits);
  for (let ones = Math.floor(p / q); ones > 0; ones -= 1) if (!bernoulliExpUnit(1, 1, bits)) return false;
  return bernoulliExpUnit(p % q, q, bits);
}

/** The same for p <= q. */
export function bernoulliExpUnit(p: number, q: number, bits: RandomBits): boolean {
  let odd = true;
  for (let under = q; under <= Number.MAX_SAFE_INTEGER; under += q) {
    if (!bernoulliSmall(p, under, bits)) return odd;
    odd = !odd;
  }
  return unit(BigInt(p), BigInt(q), bits, BigInt(Math.floor(Number.MAX_SAFE_INTEGER / q)) + 1n);
}

/** The same from the k-th try on. */
function unit(p: bigint, q: bigint, bits: RandomBits, first = 1n): boolean {
  let k = first;
  while (bernoulli(p, q * k, bits)) k += 1n;
  return (k & 1n) === 1n;
}

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
