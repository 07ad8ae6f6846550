/**
 * Noisy figures made to agree where the true parent is the sum of its children: days and their month, the values of a
 * dimension that every visitor-day has. It may not see an exact count, nor round, nor cut negative figures: it is
 * post-processing of released ones and costs nothing.
 */

/** A noisy figure and the variance of its noise. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
}

export interface Family {
  /** The parent where it was drawn too. */
  readonly parent?: Estimate;
  /** Independent sets of children, each of which sums to the parent in truth. */
  readonly groups: readonly (readonly Estimate[])[];
}

export interface ReconciledFamily {
  readonly parent: Estimate;
  /** As given, with the values adjusted and the variances after it; each group sums to the parent. */
  readonly groups: readonly (readonly Estimate[])[];
  /** Of each child with the adjusted parent: what the interval of its share of the parent needs. */
  readonly covariances: readonly (readonly number[])[];
}

/**
 * Weighted least squares, which is the best linear unbiased estimate (Gauss-Markov with known variances), in one pass
 * (Hay et al. 2010, arXiv 0904.0942, section 4.1, for one group).
 *
 * Let the parent p be drawn with variance V, child i of group g as y_gi with variance v_gi, c_g = sum_i y_gi, C_g =
 * sum_i v_gi. To minimise (P - p)^2/V + sum_g sum_i (x_gi - y_gi)^2/v_gi subject to sum_i x_gi = P for each g, fix P
 * first: the groups then separate, and Lagrange gives x_gi = y_gi + (P - c_g) v_gi/C_g with the least sum (P -
 * c_g)^2/C_g. What is left, (P - p)^2/V + sum_g (P - c_g)^2/C_g, is least at the mean of p and all c_g weighted by 1/V
 * and 1/C_g. So pooling each group's sum is exact, not an approximation.
 *
 * After: W = 1/(1/V + sum_g 1/C_g) is the variance of P. The residual y_gi - c_g v_gi/C_g is uncorrelated with c_g
 * (both covariances are v_gi) and so with P; therefore var x_gi = v_gi - v_gi^2/C_g + (v_gi/C_g)^2 W, cov(x_gi, P) = W
 * v_gi/C_g.
 *
 * Throws a RangeError for a variance that is not positive, a group without children, or nothing at all.
 */
export function reconcile({ parent, groups }: Family): ReconciledFamily {
  const pooled = groups.map(sumOf);
  const known = parent === undefined ? pooled : [parent, ...pooled];
  const precision = known.reduce((sum, { variance }) => sum + 1 / requirePositiveVariance(variance), 0);
  if (known.length === 0) throw new RangeError('there is nothing to reconcile');
  const value = known.reduce((sum, one) => sum + one.value / one.variance, 0) / precision;
  const variance = 1 / precision;
  const whole = { value, variance };
  const parts = groups.map((group, g) => group.map((child) => adjust(child, pooled[g] as Estimate, whole)));
  return {
    parent: whole,
    groups: parts.map((group) => group.map((part) => ({ value: part.value, variance: part.variance }))),
    covariances: parts.map((group) => group.map(({ covariance }) => covariance)),
  };
}

/**
 * A part of a group after it, such as a week of the days of a month, from figures as drawn: `part`, the sum of some
 * children, and `group`, the sum of all; and from the reconciled `parent`. With its covariance with that parent. The
 * adjusted children themselves are correlated, so their variances must not be added; but some children together take
 * the place of one with the sum of their variances in everything above.
 */
export function adjust(
  part: Estimate,
  group: Estimate,
  parent: Estimate,
): Estimate & { readonly covariance: number } {
  const share = part.variance / group.variance;
  return {
    value: part.value + (parent.value - group.value) * share,
    variance: part.variance * (1 - share) + share * share * parent.variance,
    covariance: share * parent.variance,
  };
}

/**
 * Independent figures added up: values and variances add. A RangeError for none, and for a variance that is not
 * positive.
 */
export function sumOf(estimates: readonly Estimate[]): Estimate {
  if (estimates.length === 0) throw new RangeError('a group has at least one child');
  return {
    value: estimates.reduce((sum, { value }) => sum + value, 0),
    variance: estimates.reduce((sum, { variance }) => sum + requirePositiveVariance(variance), 0),
  };
}

function requirePositiveVariance(variance: number): number {
  if (!(variance > 0 && variance < Infinity))
    throw new RangeError('the variance of a drawn figure is above 0 and finite');
  return variance;
}
