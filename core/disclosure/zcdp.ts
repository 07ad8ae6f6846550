/** The cost of noise: zero-concentrated differential privacy, and its conversion to epsilon and delta. */
import { type Rational, requirePositive, toNumber } from './rational.ts';

/**
 * Returns the rho of one release: an integer vector of squared L2 sensitivity D^2 with noise N_Z(0, variance) in each
 * coordinate satisfies D^2 / (2 variance)-zCDP (Canonne, Kamath and Steinke 2020, arXiv 2004.00010, theorem 4). The
 * result is the double nearest to the exact quotient. The sensitivity is to the addition or removal of one visitor-day:
 * L0 Linf^2 for L0 cells of Linf each.
 */
export function rhoOf(sensitivitySquared: bigint, variance: Rational): number {
  requirePositive('the variance', variance);
  if (sensitivitySquared < 0n) throw new RangeError('a squared sensitivity is not negative');
  return toNumber({
    numerator: sensitivitySquared * variance.denominator,
    denominator: 2n * variance.numerator,
  });
}

/**
 * Returns the smallest whole variance whose cost does not exceed `rho`: D^2 / (2 rho), rounded up; at least 1. Exactly,
 * D^2 / (2 variance) <= rho; and since both are rounded to doubles alike, its `rhoOf` is never above the double of
 * `rho`.
 */
export function computeVariance(sensitivitySquared: bigint, rho: Rational): Rational {
  requirePositive('rho', rho);
  if (sensitivitySquared < 0n) throw new RangeError('a squared sensitivity is not negative');
  const under = 2n * rho.numerator;
  const up = (sensitivitySquared * rho.denominator + under - 1n) / under;
  return { numerator: up < 1n ? 1n : up, denominator: 1n };
}

/**
 * Returns a delta for which rho-zCDP gives (epsilon, delta)-differential privacy: the minimum over alpha > 1 of
 * exp((alpha - 1)(alpha rho - epsilon) + alpha ln(1 - 1/alpha)) / (alpha - 1) (Canonne, Kamath and Steinke 2020,
 * section 2.3, corollary 13). Every alpha gives a valid delta, so an alpha that is only nearly optimal errs on the safe
 * side.
 */
export function deltaOf(rho: number, epsilon: number): number {
  requireNotNegative('rho', rho);
  requireNotNegative('epsilon', epsilon);
  if (rho === 0) return 0;
  let [low, high] = [1.01, (epsilon + 1) / (2 * rho) + 2];
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const alpha = (low + high) / 2;
    if (alpha <= low || alpha >= high) break;
    if ((2 * alpha - 1) * rho - epsilon + Math.log1p(-1 / alpha) < 0) low = alpha;
    else high = alpha;
  }
  const exponent = (high - 1) * (high * rho - epsilon) + high * Math.log1p(-1 / high);
  return Math.min(1, Math.exp(exponent) / (high - 1));
}

/** Returns the smallest epsilon with `deltaOf(rho, epsilon) <= delta`, to the last digits of a double, from above. */
export function epsilonOf(rho: number, delta: number): number {
  let [low, high] = [0, simpleEpsilon(rho, delta)];
  if (deltaOf(rho, 0) <= delta) return 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const epsilon = (low + high) / 2;
    if (epsilon <= low || epsilon >= high) break;
    if (deltaOf(rho, epsilon) > delta) low = epsilon;
    else high = epsilon;
  }
  return high;
}

/**
 * Returns the well-known epsilon that is never below the tight one: rho + 2 sqrt(rho ln(1/delta)) (Bun and Steinke
 * 2016, arXiv 1605.02065, proposition 1.3).
 */
export function simpleEpsilon(rho: number, delta: number): number {
  requireNotNegative('rho', rho);
  if (!(delta > 0 && delta < 1)) throw new RangeError('delta is above 0 and below 1');
  return rho + 2 * Math.sqrt(-rho * Math.log(delta));
}

/** Maximum number of bisection steps; doubles converge long before. */
const MAX_ROUNDS = 200;

function requireNotNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${name} is a finite number that is not negative`);
}
