/** Draws noise from the discrete Laplace distribution. It may not compute an exponential or a logarithm. */
import { below, belowSmall } from './below.ts';
import { bernoulliExp, bernoulliExpUnit } from './bernoulli-exp.ts';
import { createRandomnessError, type RandomBits, smallBits } from './random-bits.ts';
import { type Rational, requirePositive } from './rational.ts';

/**
 * Draws a whole x with probability proportional to exp(-|x|/scale), exactly (Canonne, Kamath and Steinke 2020, arXiv
 * 2004.00010, section 5.2, algorithm 2). Added to an integer query of sensitivity D it is D/scale-differentially
 * private; here it serves as the proposal of the discrete Gaussian. Throws a RangeError for a scale that is not
 * positive.
 */
export function discreteLaplace(scale: Rational, bits: RandomBits): bigint {
  requirePositive('the scale of a discrete Laplace', scale);
  const { numerator: s, denominator: r } = scale;
  if (s <= MAX_SMALL_SCALE && r <= MAX_SMALL_SCALE)
    return BigInt(discreteLaplaceSmall(Number(s), Number(r), bits));
  for (;;) {
    const u = below(s, bits);
    if (!bernoulliExp(u, s, bits)) continue;
    const size = (u + s * BigInt(ones(bits))) / r;
    const negative = bits(1) === 1n;
    if (!negative) return size;
    if (size !== 0n) return -size;
  }
}

/**
 * Does the same with the same bits, for the scale s/r with both up to 2^42. u < s is geometric modulo s, v counts whole
 * s, so u + s v is geometric with ratio exp(-1/s); the division by r makes that exp(-r/s). A negative zero is drawn
 * again, because zero would otherwise come twice as often as it should.
 */
export function discreteLaplaceSmall(s: number, r: number, bits: RandomBits): number {
  for (;;) {
    const u = belowSmall(s, bits);
    if (!bernoulliExpUnit(u, s, bits)) continue;
    const size = Math.floor((u + s * ones(bits)) / r);
    const negative = smallBits(bits, 1) === 1;
    if (!negative) return size;
    if (size !== 0) return -size;
  }
}

/** Up to this scale, u + s v stays a whole number below 2^53. */
const MAX_SMALL_SCALE = 2n ** 42n;

/** Counts the successes of Bernoulli(exp(-1)) before the first failure; 1,000 in a row have probability exp(-1000). */
function ones(bits: RandomBits): number {
  for (let count = 0; count < 1000; count += 1) if (!bernoulliExpUnit(1, 1, bits)) return count;
  throw createRandomnessError();
}
