/**
 * Draws noise from the discrete Gaussian distribution. It may not use floating point: nothing inexact touches a stored
 * figure.
 */
import { bernoulliExp, bernoulliExpSmall } from './bernoulli-exp.ts';
import { discreteLaplace, discreteLaplaceSmall } from './discrete-laplace.ts';
import { integerRoot } from './integer-root.ts';
import type { RandomBits } from './random-bits.ts';
import { type Rational, requirePositive } from './rational.ts';

/**
 * Draws a whole x with probability proportional to exp(-x^2 / (2 variance)), exactly: N_Z(0, variance) (Canonne, Kamath
 * and Steinke 2020, arXiv 2004.00010, section 5.3, algorithm 3). A discrete Laplace y of scale t = floor(sigma) + 1 is
 * accepted with probability exp(-(|y| - variance/t)^2 / (2 variance)); the product of the two is the Gaussian.
 *
 * Guarantee (theorem 4): added to each coordinate of an integer vector whose L2 sensitivity is D, it gives D^2/(2
 * variance) zCDP; `rhoOf` computes that cost. The caller answers for the sensitivity, by bounding what one visitor-day
 * adds. `variance` is the parameter; the true variance is never above it (at 1 by 2e-7 less). The running time is not
 * constant, so it suits batches that nobody times. Throws a RangeError for a variance that is not positive.
 */
export function discreteGaussian(variance: Rational, bits: RandomBits): bigint {
  requirePositive('the variance of a discrete Gaussian', variance);
  const { numerator: p, denominator: q } = variance;
  const t = integerRoot(p / q) + 1n;
  const denominator = 2n * p * q * t * t;
  if (denominator <= MAX_SMALL_DENOMINATOR)
    return small(Number(p), Number(q), Number(t), Number(denominator), bits);
  for (;;) {
    const y = discreteLaplace({ numerator: t, denominator: 1n }, bits);
    const distance = (y < 0n ? -y : y) * t * q - p;
    if (bernoulliExp(distance * distance, denominator, bits)) return y;
  }
}

/** Up to this denominator, |y| t q stays below 2^53, with |y| at most 1,001 t, and so does q k of the acceptance. */
const MAX_SMALL_DENOMINATOR = 2n ** 42n;

/** Does the same with the same bits, in whole numbers below 2^53; in BigInt where a square would exceed that. */
function small(p: number, q: number, t: number, denominator: number, bits: RandomBits): bigint {
  for (;;) {
    const y = discreteLaplaceSmall(t, 1, bits);
    const distance = Math.abs(y) * t * q - p;
    const square = distance * distance;
    const accepted =
      square <= Number.MAX_SAFE_INTEGER
        ? bernoulliExpSmall(square, denominator, bits)
        : bernoulliExp(BigInt(distance) ** 2n, BigInt(denominator), bits);
    if (accepted) return BigInt(y);
  }
}
