/** The interval of a quotient of two noisy figures. It may not return a quotient whose divisor may be zero. */
import type { Estimate } from './consistency.ts';

export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Computes Fieller's interval of over/under (Fieller 1954, J. R. Stat. Soc. B 16, 175-185): all r with (y - r x)^2 <=
 * z^2 (v_y - 2 r c + r^2 v_x), the exact inversion of a normal test of y = r x, which is correct even for a small
 * divisor. `covariance` is c, the covariance of the two figures' noise, 0 where they were drawn independently; `z` is
 * 1.96 for 95 %. Undefined where the set is unbounded (x^2 <= z^2 v_x: the divisor may be zero). A negative divisor,
 * which a count has by noise only, is not cut off: the caller decides what to show.
 */
export function ratioInterval(
  over: Estimate,
  under: Estimate,
  covariance = 0,
  z = 1.959964,
): RatioInterval | undefined {
  const [y, x] = [over.value, under.value];
  const [vy, vx, c, zz] = [over.variance, under.variance, covariance, z * z];
  const lead = x * x - zz * vx;
  if (!(lead > 0)) return undefined;
  const middle = x * y - zz * c;
  // The discriminant, written so that the largest terms cancel on paper and not in doubles. With a valid covariance it
  // is never below 0.
  const inner = x * x * vy - 2 * x * y * c + y * y * vx - zz * (vx * vy - c * c);
  const half = z * Math.sqrt(Math.max(0, inner));
  return { ratio: y / x, low: (middle - half) / lead, high: (middle + half) / lead };
}
