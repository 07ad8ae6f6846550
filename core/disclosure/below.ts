/**
 * Draws a uniform whole number below a bound. It may not take a remainder of random bits: that favours small numbers.
 */
import { createRandomnessError, type RandomBits, smallBits } from './random-bits.ts';
import { bitLength } from './rational.ts';

/**
 * Returns a number uniform on 0 .. n-1, exactly: it draws as many bits as n-1 has until they form a number below n.
 * Each attempt succeeds with probability above 1/2, so the expected number of bits is below twice that. For n = 1
 * nothing is drawn. Throws a RangeError for n < 1.
 */
export function below(n: bigint, bits: RandomBits): bigint {
  if (n <= MAX_SAFE) return BigInt(belowSmall(Number(n), bits));
  const count = bitLength(n - 1n);
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const candidate = bits(count);
    if (candidate < n) return candidate;
  }
  throw createRandomnessError();
}

/** Does the same with the same bits, for n up to 2^53. */
export function belowSmall(n: number, bits: RandomBits): number {
  if (!(n >= 1)) throw new RangeError('a uniform number is drawn below a bound of at least 1');
  const count = smallBitLength(n - 1);
  if (count === 0) return 0;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    const candidate = smallBits(bits, count);
    if (candidate < n) return candidate;
  }
  throw createRandomnessError();
}

/** Maximum number of attempts, each of which fails with probability below 1/2. */
const MAX_TRIES = 1000;

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const WORD = 4_294_967_296;

function smallBitLength(n: number): number {
  return n < WORD ? 32 - Math.clz32(n) : 64 - Math.clz32(Math.floor(n / WORD));
}
