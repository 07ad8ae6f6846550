/**
 * The distribution of the noise, for thresholds and intervals: P[X = x] and tails of the discrete Gaussian N_Z(0,
 * variance). It may not be used to draw: these are doubles. The relative error is below 1e-12 down to tails of 1e-300,
 * far below what is read off them.
 */
import { upperNormal } from './upper-normal.ts';

/** Returns P[X = x]; 0 where x is not a whole number. */
export function massAt(x: number, variance: number): number {
  return Number.isInteger(x) ? weight(x, variance) / total(variance) : 0;
}

/**
 * Returns P[X >= t]. The lower half follows by symmetry, so that both tails are accurate relative to the smaller side.
 */
export function upperTail(t: number, variance: number): number {
  const norm = total(variance);
  const first = Math.ceil(t);
  return first > 0 ? upper(first, variance) / norm : 1 - upper(1 - first, variance) / norm;
}

/** Returns the smallest whole h >= 0 with P[|X| <= h] >= coverage. */
export function halfWidth(variance: number, coverage = 0.95): number {
  if (!(coverage > 0 && coverage < 1)) throw new RangeError('a coverage is above 0 and below 1');
  const outside = (h: number) => 2 * upperTail(h + 1, variance);
  // P[|X| >= h] <= 2 exp(-h^2 / (2 variance)): N_Z is sub-Gaussian, see `threshold.ts`.
  let [low, high] = [-1, Math.ceil(Math.sqrt(2 * variance * Math.log(2 / (1 - coverage))))];
  while (high - low > 1) {
    const h = Math.floor((low + high) / 2);
    if (outside(h) <= 1 - coverage) high = h;
    else low = h;
  }
  return high;
}

function weight(x: number, variance: number): number {
  return Math.exp((-x * x) / (2 * variance));
}

/**
 * Sums exp(-x^2 / (2 variance)) over all whole x: directly, or by Poisson's formula; both converge after a few terms.
 */
function total(variance: number): number {
  if (!(variance > 0 && variance < Infinity))
    throw new RangeError('a variance is a finite number greater than 0');
  const narrow = variance < 0.2;
  const decay = narrow ? 1 / (2 * variance) : 2 * Math.PI * Math.PI * variance;
  let sum = 0;
  for (let k = 6; k >= 1; k -= 1) sum += Math.exp(-decay * k * k);
  return (1 + 2 * sum) * (narrow ? 1 : Math.sqrt(2 * Math.PI * variance));
}

/** Up to this many terms are added up one by one. */
const MAX_TERMS = 400;

/** Sums exp(-x^2 / (2 variance)) over x >= t, for whole t > 0. The omitted part is below 2^-60 of the sum. */
function upper(t: number, variance: number): number {
  const last = Math.ceil(Math.sqrt(t * t + 84 * variance));
  if (last - t > MAX_TERMS) return smooth(t - 0.5, variance);
  let sum = 0;
  for (let x = last; x >= t; x -= 1) sum += weight(x, variance);
  return sum;
}

/**
 * Computes the same sum for a wide distribution, by the Euler-Maclaurin formula on midpoints (DLMF 2.10(i);
 * coefficients (2^(1-2k) - 1) B_2k / (2k)!): the integral from a = t - 1/2 and three corrections. Here sigma > 43 and a
 * / variance < 0.11, so the next term is below 1e-13 of the sum. The tests compare it with direct summation.
 */
function smooth(a: number, variance: number): number {
  const sigma = Math.sqrt(variance);
  const u = a / sigma;
  const first = -u / sigma;
  const third = -(u ** 3 - 3 * u) / sigma ** 3;
  const fifth = -(u ** 5 - 10 * u ** 3 + 15 * u) / sigma ** 5;
  const corrections = first / 24 - (third * 7) / 5760 + (fifth * 31) / 967_680;
  return sigma * Math.sqrt(2 * Math.PI) * upperNormal(u) + weight(a, variance) * corrections;
}
