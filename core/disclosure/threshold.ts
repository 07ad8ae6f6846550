/** From what noisy count on a cell may be named. It may not see a count. */
import { upperTail } from './discrete-normal.ts';

export interface ThresholdInput {
  /** Of the noise of the visitor count, N_Z(0, variance). */
  readonly variance: number;
  /** Cells of an open vocabulary that one visitor-day can touch. */
  readonly l0: number;
  /** How much it adds to one of them at most. */
  readonly linf: number;
  readonly delta: number;
}

/**
 * The least whole T for open vocabularies whose reached delta is at most the one given, and that delta. Releasing
 * exactly the cells with noisy count >= T adds `delta` to the (epsilon, delta) of the counts: a cell that only one
 * visitor-day has is named with probability P[X >= T - Linf], one of L0 such cells with 1 - (1 - that)^L0 (Google,
 * differential-privacy, Delta_For_Thresholding). Sensitivity: L0 cells, Linf each.
 */
export function thresholdFor(input: ThresholdInput): { readonly threshold: number; readonly delta: number } {
  const { variance, l0, linf, delta } = input;
  if (!(delta > 0 && delta < 0.5)) throw new RangeError('the delta of a threshold is above 0 and below 1/2');
  const reached = (threshold: number) => thresholdDelta({ threshold, variance, l0, linf });
  // At Linf more than half of such cells are named, so T is above; p <= exp(-(T - Linf)^2 / (2 variance)) ends the
  // search.
  const threshold = least(linf, linf + reach(variance, l0 / delta), (one) => reached(one) <= delta);
  return { threshold, delta: reached(threshold) };
}

/** What a threshold costs; with n times Linf, what it costs a person of n visitor-days in the same cells. */
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
 * The least t >= 0 such that of `cells` truly empty ones at most `falseCells` are expected at a noisy count >= t: what
 * a public vocabulary shows from. It looks at noise alone, so it costs nothing. Empty cells are a matter of taste, not
 * of privacy.
 */
export function displayFloor({
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
  return least(
    -1,
    reach(variance, Math.max(1, cells / falseCells)),
    (t) => cells * upperTail(t, variance) <= falseCells,
  );
}

/**
 * Where a tail is surely below 1 / `odds`: P[X >= h] <= exp(-h^2 / (2 variance)). For E exp(l X) is exp(l^2 variance /
 * 2) times the sum of exp(-(x - l variance)^2 / (2 variance)) over whole x, divided by the same sum unshifted, which is
 * the greater (Poisson's formula: all its terms are positive, and a shift turns them); take l = h / variance
 * (Chernoff).
 */
function reach(variance: number, odds: number): number {
  return Math.ceil(Math.sqrt(2 * variance * Math.log(odds))) + 1;
}

/** The least whole number above `low` that holds, where all above it hold too and `high` does. */
function least(low: number, high: number, holds: (value: number) => boolean): number {
  let [out, within] = [low, high];
  while (within - out > 1) {
    const middle = Math.floor((out + within) / 2);
    if (holds(middle)) within = middle;
    else out = middle;
  }
  return within;
}
