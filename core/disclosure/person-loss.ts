/**
 * The epsilon and delta that hold together for one person with several visitor-days in a month, over every allocation
 * of these days to cells. It may not see a figure.
 */
import { rhoInOneCell, rhoOverFigures } from './compose.ts';
import { upperTail } from './discrete-normal.ts';
import { REPORTED_DELTA } from './profiles.ts';
import { sumReleaseCost, type StoredRelease, type StoredTable } from './stored-release.ts';
import { epsilonOf } from './zcdp.ts';

/** A table whose open cells are named from a threshold on. */
export interface ThresholdedTable {
  /** Smallest noisy count that names a cell. */
  readonly threshold: number;
  /** Variance of the noise of that count, N_Z(0, variance). */
  readonly variance: number;
  /** Maximum number of cells that one visitor-day touches; it adds 1 to each. */
  readonly l0: number;
}

/** (epsilon, delta)-differential privacy: the two hold together. */
export interface Guarantee {
  readonly epsilon: number;
  /** The whole delta: that of the conversion from rho, and that of the thresholds. */
  readonly delta: number;
}

/** What holds for one person with `days` visitor-days. */
export interface PersonLoss extends Guarantee {
  readonly days: number;
}

/** A release, or one that could be drawn, by what it costs. */
export interface CostedRelease extends Pick<StoredRelease, 'level'> {
  readonly tables: readonly Pick<StoredTable, 'l0' | 'measures' | 'threshold'>[];
}

/**
 * Returns the epsilon and delta that hold together for a cost in billionths of rho and the delta that thresholds add;
 * delta is rounded up to four digits. The proof for the sum is at `personLoss`.
 */
export function guaranteeOf(nanorho: number, thresholdDelta: number): Guarantee {
  return {
    epsilon: epsilonOf(nanorho / 1e9, REPORTED_DELTA),
    delta: roundUp(Math.min(1, REPORTED_DELTA + thresholdDelta), 4),
  };
}

/**
 * Returns the greatest probability, over all allocations, that a table names a cell which only this person has. n
 * visitor-days can put any whole number m_i from 1 to n into cell i, with sum m_i <= n L0, and no others: one
 * visitor-day adds 1 to each of L0 cells at most. With F the distribution function of the noise, a cell of m is not
 * named with probability F(T - 1 - m), so the probability is 1 - exp(-sum g(m_i)), g(m) = -ln F(T - 1 - m).
 *
 * **The worst is one of two extremes**: n in each of L0 cells, or 1 in each of n L0. Proof: N_Z is log-concave, so its
 * distribution function, a convolution with the log-concave sequence 1, 1, 1..., is log-concave as well, and g is
 * convex and increasing. Let two cells have 1 < m_i <= m_j < n: moving 1 from i to j keeps the sum and does not lessen
 * g(m_i) + g(m_j). So some worst allocation has cells of n (a of them), cells of 1 and at most one between, of r. Cells
 * are free to fill what is left with cells of 1: sum g = a g(n) + g(r) + (n L0 - a n - r) g(1), which is convex in r,
 * so r is 1 or n; and then it is linear in a, so a is 0 or L0.
 *
 * The same bounds several months of equal tables with n visitor-days together: their cells are cells of one allocation.
 */
export function worstThresholdDelta({ threshold, variance, l0 }: ThresholdedTable, days: number): number {
  if (days === 0) return 0;
  const g = (visitorDays: number) => -Math.log1p(-upperTail(threshold - visitorDays, variance));
  return -Math.expm1(-Math.max(l0 * g(days), days * l0 * g(1)));
}

/**
 * Returns what the releases reveal at most about one person who came on `days` days of one month, once on each.
 *
 * Rho: the days lie in different daily figures, whose costs add, and in the same monthly ones, whose cost grows with
 * the square. Delta: let D be the data without the person and D' with; `U` the open cells that only D' has, which D can
 * never name; t the probability that D' names one of them. Noise is independent, so for a set S of outputs that name
 * none of U, P[M(D') in S] = (1 - t) Q(S), where Q and P = P[M(D) in S] are Gaussian mechanisms over the same cells,
 * (epsilon, d)-close by rho. Hence P[M(D') in S or names U] - e^epsilon P <= t + (1 - t) d, and P - e^epsilon (1 - t)
 * Q(S) = (1 - t) (P - e^epsilon Q(S)) + t P <= (1 - t) d + t: epsilon at d + t holds for adding and for removing the
 * person. t is at most the sum of the worst of each table. Both are rounded up to four decimals
 * and digits.
 */
export function personLoss(releases: readonly CostedRelease[], days: number): PersonLoss {
  const worst = (level: StoredRelease['level'], cost: (release: CostedRelease) => number) =>
    Math.max(0, ...releases.filter((release) => release.level === level).map(cost));
  const nanorho =
    rhoOverFigures(worst('day', sumReleaseCost), days) + rhoInOneCell(worst('month', sumReleaseCost), days);
  const thresholds =
    days * worst('day', (release) => sumThresholdDeltas(release, 1)) +
    worst('month', (release) => sumThresholdDeltas(release, days));
  const { epsilon, delta } = guaranteeOf(nanorho, thresholds);
  return { days, epsilon: Math.ceil(epsilon * 1e4) / 1e4, delta };
}

/** Returns the delta that all thresholds of a release add for a person with so many visitor-days in it. */
function sumThresholdDeltas({ tables }: Pick<CostedRelease, 'tables'>, days: number): number {
  return tables.reduce((sum, table) => sum + thresholdDeltaOf(table, days), 0);
}

function thresholdDeltaOf(
  { threshold, measures: [first], l0 }: CostedRelease['tables'][number],
  days: number,
): number {
  if (threshold === undefined || first === undefined) return 0;
  return worstThresholdDelta({ threshold: threshold.least, variance: first.variance, l0 }, days);
}

/** Formats a guarantee as `epsilon 2.00 at delta 1.5e-7`; both are rounded up. */
export function formatGuarantee({ epsilon, delta }: Guarantee): string {
  return `epsilon ${(Math.ceil(epsilon * 100 - 1e-9) / 100).toFixed(2)} at delta ${roundUp(delta, 2).toExponential()}`;
}

/** Rounds a number above 0 up to so many significant digits. */
function roundUp(value: number, digits: number): number {
  const shift = digits - 1 - Math.floor(Math.log10(value));
  const [lead, exponent] = value.toExponential().split('e');
  return Number(`${Math.ceil(Number(`${lead}e${Number(exponent) + shift}`) - 1e-9)}e${-shift}`);
}
