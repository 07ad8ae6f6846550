/** How costs add up over releases and over a person's days. It may not know a measure, a budget or a ledger. */

/** What a release cost: rho of zCDP, and the delta of its thresholds. */
export interface Loss {
  readonly rho: number;
  readonly delta: number;
}

/**
 * Several releases that one visitor-day entered: rhos add, chosen one after another or all at once (Bun and Steinke
 * 2016, arXiv 1605.02065, lemma 1.7), and so do the deltas of thresholds. Nothing costs nothing.
 */
export function compose(losses: readonly Loss[]): Loss {
  return { rho: sum(losses.map(({ rho }) => rho)), delta: sum(losses.map(({ delta }) => delta)) };
}

/**
 * Releases of which one visitor-day entered a single one, such as the same table of different days: the greatest
 * counts.
 */
export function composeParallel(losses: readonly Loss[]): Loss {
  return {
    rho: Math.max(0, ...losses.map(({ rho }) => rho)),
    delta: Math.max(0, ...losses.map(({ delta }) => delta)),
  };
}

/** A person of n visitor-days, each in figures of its own (daily figures): n rho, by composition. */
export function rhoOverFigures(rho: number, visitorDays: number): number {
  return rho * checkVisitorDays(visitorDays);
}

/**
 * A person of n visitor-days that all enter the same cells (a month's figure): the L2 sensitivity is n times as large,
 * so n^2 rho (Bun and Steinke 2016, section 5). A threshold's delta does not scale: see `thresholdDelta` with n Linf.
 */
export function rhoInOneCell(rho: number, visitorDays: number): number {
  return rho * checkVisitorDays(visitorDays) ** 2;
}

function checkVisitorDays(visitorDays: number): number {
  if (!(Number.isSafeInteger(visitorDays) && visitorDays >= 0))
    throw new RangeError('visitor-days are a whole number, 0 or more');
  return visitorDays;
}

/** The sum, with the rounding of each step carried along (Neumaier 1974): a year of small costs does not drift. */
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
