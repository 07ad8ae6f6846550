/** Weighted least squares by the normal equations, for any linear model: slow, and too simple to be wrong. */

export interface Solution {
  readonly theta: readonly number[];
  /** The inverse of the normal matrix: the covariances of theta. */
  readonly covariance: readonly (readonly number[])[];
}

/** Minimises sum over rows of (row . theta - value)^2 / variance. */
export function leastSquares(
  rows: readonly { readonly row: readonly number[]; readonly value: number; readonly variance: number }[],
  size: number,
): Solution {
  const normal = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) =>
      rows.reduce((sum, { row, variance }) => sum + (row[i]! * row[j]!) / variance, 0),
    ),
  );
  const right = Array.from({ length: size }, (_, i) =>
    rows.reduce((sum, { row, value, variance }) => sum + (row[i]! * value) / variance, 0),
  );
  const covariance = inverse(normal);
  return {
    theta: covariance.map((row) => row.reduce((sum, one, i) => sum + one * right[i]!, 0)),
    covariance,
  };
}

/** Gauss and Jordan, with pivots. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: size }, (_, j) => Number(i === j))]);
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column; row < size; row += 1)
      if (Math.abs(work[row]![column]!) > Math.abs(work[pivot]![column]!)) pivot = row;
    [work[column], work[pivot]] = [work[pivot]!, work[column]!];
    const lead = work[column]![column]!;
    work[column] = work[column]!.map((one) => one / lead);
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const factor = work[row]![column]!;
      work[row] = work[row]!.map((one, at) => one - factor * work[column]![at]!);
    }
  }
  return work.map((row) => row.slice(size));
}
