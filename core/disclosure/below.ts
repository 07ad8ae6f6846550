/** A uniform whole number below a bound. It may not take a remainder of random bits: that favours small numbers. */
import { notRandom, type RandomBits, smallBits } from './random-bits.ts';
import { bitLength } from './rational.ts';

/**
 * Uniform on 0 .. n-1, exactly: as many bits as n-1 has are drawn until they make a number below n. Each try succeeds
 * with probability above 1/2, so fewer than twice those bits are expected. Nothing is drawn for n = 1.
 * Throws a RangeError for n < 1.
 */
export function below(n: bigint, bits: RandomBits): bigint {
  if (n <= SAFE) return BigInt(belowSmall(Number(n), bits));
  const count = bitLength(n - 1n);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const drawn = bits(count);
    if (drawn < n) return drawn;
  }
  throw notRandom();
}

/** The same, from the same bits, for n up to 2^53. */
export function belowSmall(n: number, bits: RandomBits): number {
  if (!(n >= 1)) throw new RangeError('a uniform number is drawn below a bound of at least 1');
  const count = smallBitLength(n - 1);
  if (count === 0) return 0;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const drawn = smallBits(bits, count);
    if (drawn < n) return drawn;
  }
  throw notRandom();
}

/** Each try fails with probability below 1/2. */
const TRIES = 1000;

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const WORD = 4_294_967_296;

function smallBitLength(n: number): number {
  return n < WORD ? 32 - Math.clz32(n) : 64 - Math.clz32(Math.floor(n / WORD));
}
