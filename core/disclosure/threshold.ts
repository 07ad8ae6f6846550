/** Computes the noisy count from which a cell may be named. It may not see a count. */
import { upperTail } from './discrete-normal.ts';

export interface ThresholdInput {
  /** Variance of the noise of the visitor count, N_Z(0, variance). */
  readonly variance: number;
  /** Maximum number of cells of an open vocabulary that one visitor-day can touch. */
  readonly l0: number;
  /** Maximum that it adds to one of them. */
  readonly linf: number;
  readonly delta: number;
}

/**
 * Returns the smallest whole T for open vocabularies whose delta is at most the given one, and that delta. Releasing
 * exactly the cells with noisy count >= T adds `delta` to the (epsilon, delta) of the counts: a cell that only one
 * visitor-day has is named with probability P[X >= T - Linf], one of L0 such cells with 1 - (1 - that)^L0 (Google,
 * differential-privacy, Delta_For_Thresholding). Sensitivity: L0 cells, Linf each.
 */
export function computeThreshold(input: ThresholdInput): {
  readonly threshold: number;
  readonly delta: number;
} {
  const { variance, l0, linf, delta } = input;
  if (!(delta > 0 && delta < 0.5)) throw new RangeError('the delta of a threshold is above 0 and below 1/2');
  const deltaAt = (threshold: number) => thresholdDelta({ threshold, variance, l0, linf });
  // At Linf more than half of such cells are named, so T is above it; p <= exp(-(T - Linf)^2 / (2 variance)) bounds the
  // search from above.
  const threshold = findLeast(
    linf,
    linf + tailBound(variance, l0 / delta),
    (candidate) => deltaAt(candidate) <= delta,
  );
  return { threshold, delta: deltaAt(threshold) };
}

/**
 * Returns the delta that a threshold costs for one visitor-day. For a person with several see `worstThresholdDelta`: n
 * times Linf is one of two allocations, and not always the worse.
 */
export function thresholdDelta({
  threshold,
  variance,
  l0,
  linf,
}: Omit<ThresholdInput, 'delta'> & { readonly threshold: number }): number {
  for (const [name, bound] of [
    ['l0', l0],
    ['linf', linf],
  ] as const) {
    if (!(Number.isSafeInteger(bound) && bound >= 1))
      throw new RangeError(`${name} is a whole number of 1 or more`);
  }
  return -Math.expm1(l0 * Math.log1p(-upperTail(threshold - linf, variance)));
}

/**
 * Returns the smallest t >= 0 at which at most `falseCells` of `cells` empty ones are expected to have a noisy count >=
 * t: the floor from which a public vocabulary is shown. It looks at noise alone, so it costs no privacy. How many empty
 * cells to show is a matter of taste, not of privacy.
 */
export function computeDisplayFloor({
  variance,
  cells,
  falseCells = 0.05,
}: {
  readonly variance: number;
  readonly cells: number;
  readonly falseCells?: number;
}): number {
  if (!(cells >= 0 && cells < Infinity)) throw new RangeError('cells are counted, 0 or more');
  if (!(falseCells > 0)) throw new RangeError('the false cells to expect are above 0');
  return findLeast(
    -1,
    tailBound(variance, Math.max(1, cells / falseCells)),
    (t) => cells * upperTail(t, variance) <= falseCells,
  );
}

/**
 * Returns a value beyond which a tail is certainly below 1 / `odds`: P[X >= h] <= exp(-h^2 / (2 variance)). Proof: E
 * exp(l X) is exp(l^2 variance / 2) times the sum of exp(-(x - l variance)^2 / (2 variance)) over whole x, divided by
 * the same sum unshifted, which is the greater (Poisson's formula: all its terms are positive, and a shift turns them);
 * take l = h / variance (Chernoff).
 */
function tailBound(variance: number, odds: number): number {
  return Math.ceil(Math.sqrt(2 * variance * Math.log(odds))) + 1;
}

/**
 * Returns the smallest whole number above `low` for which `holds` is true, where it is true for all above that one and
 * for `high`.
 */
function findLeast(low: number, high: number, holds: (value: number) => boolean): number {
  let [failing, holding] = [low, high];
  while (holding - failing > 1) {
    const middle = Math.floor((failing + holding) / 2);
    if (holds(middle)) holding = middle;
    else failing = middle;
  }
  return holding;
}
