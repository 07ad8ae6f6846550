/** Composes privacy costs over releases and over a person's days. */

/** The privacy cost of a release: rho of zCDP, and the delta of its thresholds. */
export interface Loss {
  readonly rho: number;
  readonly delta: number;
}

/**
 * Composes releases that contain the same visitor-day: rhos add, whether the releases are chosen adaptively or all at
 * once (Bun and Steinke 2016, arXiv 1605.02065, lemma 1.7), and so do the deltas of thresholds. An empty list costs
 * nothing.
 */
export function compose(losses: readonly Loss[]): Loss {
  return { rho: sum(losses.map(({ rho }) => rho)), delta: sum(losses.map(({ delta }) => delta)) };
}

/**
 * Composes releases of which a visitor-day is in only one, such as the same table of different days: the greatest cost
 * counts.
 */
export function composeParallel(losses: readonly Loss[]): Loss {
  return {
    rho: Math.max(0, ...losses.map(({ rho }) => rho)),
    delta: Math.max(0, ...losses.map(({ delta }) => delta)),
  };
}

/**
 * Returns the cost for a person with n visitor-days, each in figures of its own (daily figures): n rho, by composition.
 */
export function rhoOverFigures(rho: number, visitorDays: number): number {
  return rho * checkVisitorDays(visitorDays);
}

/**
 * Returns the cost for a person with n visitor-days in the same cells (a monthly figure): the L2 sensitivity is n times
 * as large, so n^2 rho (Bun and Steinke 2016, section 5). The delta of thresholds grows otherwise: see
 * `worstThresholdDelta`.
 */
export function rhoInOneCell(rho: number, visitorDays: number): number {
  return rho * checkVisitorDays(visitorDays) ** 2;
}

function checkVisitorDays(visitorDays: number): number {
  if (!(Number.isSafeInteger(visitorDays) && visitorDays >= 0))
    throw new RangeError('visitor-days are a whole number, 0 or more');
  return visitorDays;
}

/** Sums with compensation for the rounding of each step (Neumaier 1974): a year of small costs does not drift. */
function sum(values: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    if (!(value >= 0 && value < Infinity))
      throw new RangeError('a cost is a finite number that is not negative');
    const next = total + value;
    lost += total >= value ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}
