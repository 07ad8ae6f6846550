/** The upper tail of the standard normal distribution, accurate far out. It may not be used to draw. */

/**
 * Returns P[Z >= u] for u >= 0 with a relative error below 1e-13: below 2.5 by the series of the lower half (Abramowitz
 * and Stegun 26.2.11), above by the continued fraction of Mills' ratio (26.2.14), both to the last digit.
 */
export function upperNormal(u: number): number {
  const density = Math.exp((-u * u) / 2) / Math.sqrt(2 * Math.PI);
  if (u >= 2.5) {
    let fraction = u;
    for (let k = 120; k >= 1; k -= 1) fraction = u + k / fraction;
    return density / fraction;
  }
  let [term, sum] = [u, u];
  for (let k = 3; term > sum * 1e-17; k += 2) {
    term *= (u * u) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}
