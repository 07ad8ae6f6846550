/**
 * Makes noisy figures consistent where the true parent is the sum of its children: days and their month, or the values
 * of a dimension that every visitor-day has. It may not see an exact count, round, or cut off negative figures: it
 * post-processes released figures and so costs no privacy.
 */

/** A noisy figure and the variance of its noise. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
}

export interface EstimateFamily {
  /** The parent, where it was drawn as well. */
  readonly parent?: Estimate;
  /** Independent groups of children; the true sum of each group is the parent. */
  readonly groups: readonly (readonly Estimate[])[];
}

export interface ReconciledFamily {
  readonly parent: Estimate;
  /** The groups in their order, with adjusted values and the variances afterwards; each group sums to the parent. */
  readonly groups: readonly (readonly Estimate[])[];
  /** Covariance of each child with the adjusted parent, from which the interval of its share of the parent follows. */
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
export function reconcile({ parent, groups }: EstimateFamily): ReconciledFamily {
  const pooled = groups.map(sumEstimates);
  const known = parent === undefined ? pooled : [parent, ...pooled];
  const precision = known.reduce((sum, { variance }) => sum + 1 / requirePositiveVariance(variance), 0);
  if (known.length === 0) throw new RangeError('there is nothing to reconcile');
  const value = known.reduce((sum, estimate) => sum + estimate.value / estimate.variance, 0) / precision;
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
 * Adjusts a part of a group, such as one week of a month's days. `part` is the drawn sum of some children, `group` the
 * drawn sum of all, and `parent` the reconciled parent. Returns the covariance with that parent as well. The adjusted
 * children are correlated, so their variances must not be added; but several children together can take the place of
 * one whose variance is the sum of theirs in the derivation above.
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
 * Fits two figures of one cell of which the first is truly at most the second, as visitor-days of a page and its page
 * views. Returns them as they are where they agree, and otherwise both as their mean weighted by 1/variance: the least
 * squares projection on what is possible (isotonic regression of a pair: Barlow, Bartholomew, Bremner and Brunk 1972).
 *
 * The variances stay those of the draws, and the intervals around the new values still cover at least as often. With a
 * <= b the truth and x > y the draws, the mean m lies between y and x, so m - a <= x - a and m - b >= y - b: these two
 * errors are no larger than before. The others: a - m <= the weighted mean of a - x and b - y, and m - b <= that of x -
 * a and y - b, whose variance is below both.
 *
 * Throws a RangeError for a variance that is not positive.
 */
export function fitOrder(less: Estimate, more: Estimate): readonly [less: Estimate, more: Estimate] {
  const [over, under] = [requirePositiveVariance(more.variance), requirePositiveVariance(less.variance)];
  if (less.value <= more.value) return [less, more];
  const value = (less.value * over + more.value * under) / (over + under);
  return [
    { ...less, value },
    { ...more, value },
  ];
}

/**
 * Adds up independent figures: values and variances add. Throws a RangeError for an empty list and for a variance that
 * is not positive.
 */
export function sumEstimates(estimates: readonly Estimate[]): Estimate {
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
