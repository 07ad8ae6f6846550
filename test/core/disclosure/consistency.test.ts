/** Consistency against a dense solver of the same least squares, and invariants of every reconciled family. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjust,
  type Estimate,
  type EstimateFamily,
  fitOrder,
  reconcile,
  sumEstimates,
} from '#core/disclosure/consistency';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { rational } from '#core/disclosure/rational';
import { seededBits } from '../../support/seeded-bits.ts';
import { leastSquares } from './dense-least-squares.ts';

const estimate = fc.record({
  value: fc.integer({ min: -50, max: 5000 }),
  variance: fc.double({ min: 0.5, max: 5000, noNaN: true }),
});
const group = fc.array(estimate, { minLength: 1, maxLength: 6 });
const family: fc.Arbitrary<EstimateFamily> = fc.oneof(
  fc.record({ parent: estimate, groups: fc.array(group, { maxLength: 4 }) }),
  fc.record({ groups: fc.array(group, { minLength: 1, maxLength: 4 }) }),
);

/** Unknowns: the parent, and for each group all children but the last, which is the remainder of the parent. */
function densely({ parent, groups }: EstimateFamily) {
  const size = 1 + groups.reduce((sum, children) => sum + children.length - 1, 0);
  const unit = (...ones: readonly (readonly [at: number, value: number])[]) => {
    const row = Array.from({ length: size }, () => 0);
    for (const [at, value] of ones) row[at] = value;
    return row;
  };
  let next = 1;
  const rowsOf = groups.map((children) => {
    const first = next;
    next += children.length - 1;
    const free = children.slice(1).map((_, i) => first + i);
    return [...free.map((at) => unit([at, 1])), unit([0, 1], ...free.map((at) => [at, -1] as const))];
  });
  const known = groups.flatMap((children, g) =>
    children.map((child, i) => ({ row: rowsOf[g]![i]!, ...child })),
  );
  const { theta, covariance } = leastSquares(
    parent === undefined ? known : [{ row: unit([0, 1]), ...parent }, ...known],
    size,
  );
  const times = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, a, i) => sum + a * covariance[i]!.reduce((inner, b, j) => inner + b * other[j]!, 0), 0);
  const at = (row: readonly number[]): Estimate => ({
    value: row.reduce((sum, a, i) => sum + a * theta[i]!, 0),
    variance: times(row, row),
  });
  return {
    at,
    times,
    rowsOf,
    parent: at(unit([0, 1])),
    groups: rowsOf.map((rows) => rows.map(at)),
    covariances: rowsOf.map((rows) => rows.map((row) => times(row, unit([0, 1])))),
  };
}

/** Expects the numbers of both, in the same order, to agree within the rounding of doubles. */
function alike(one: unknown, other: unknown): void {
  const numbers = (value: unknown): number[] =>
    typeof value === 'number'
      ? [value]
      : Object.entries(value as object)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .flatMap(([, inner]) => numbers(inner));
  const [left, right] = [numbers(one), numbers(other)];
  expect(left.length).toBe(right.length);
  left.forEach((value, i) => {
    expect(Math.abs(value - right[i]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(value)));
  });
}

describe('reconciled figures', () => {
  it('reconciled figures are the weighted least squares of everything drawn: values, variances and covariances with the parent', () => {
    fc.assert(
      fc.property(family, (one) => {
        const { parent, groups, covariances } = densely(one);
        alike(reconcile(one), { parent, groups, covariances });
      }),
      { numRuns: 300 },
    );
  });

  it('can be added up within a group, with the variance of the sum', () => {
    fc.assert(
      fc.property(family, fc.nat(), fc.nat(), (one, pick, size) => {
        if (one.groups.length === 0) return;
        const g = pick % one.groups.length;
        const children = one.groups[g]!;
        const some = 1 + (size % children.length);
        const { rowsOf, at, times, parent } = densely(one);
        const row = rowsOf[g]!.slice(0, some).reduce((sum, other) =>
          sum.map((value, i) => value + other[i]!),
        );
        const found = adjust(
          sumEstimates(children.slice(0, some)),
          sumEstimates(children),
          reconcile(one).parent,
        );
        alike(found, {
          ...at(row),
          covariance: times(
            row,
            row.map((_, i) => Number(i === 0)),
          ),
        });
        if (some === children.length) expect(found.value).toBeCloseTo(parent.value, 6);
      }),
    );
  });

  it('conserve sums: each group adds up to the parent', () => {
    fc.assert(
      fc.property(family, (one) => {
        const { parent, groups } = reconcile(one);
        for (const children of groups) expect(sumEstimates(children).value).toBeCloseTo(parent.value, 6);
      }),
    );
  });

  it('reconciled figures are never less certain than the drawn ones', () => {
    fc.assert(
      fc.property(family, (one) => {
        const found = reconcile(one);
        if (one.parent !== undefined)
          expect(found.parent.variance).toBeLessThanOrEqual(one.parent.variance * (1 + 1e-12));
        found.groups.forEach((children, g) =>
          children.forEach((child, i) => {
            expect(child.variance).toBeLessThanOrEqual(one.groups[g]![i]!.variance * (1 + 1e-12));
          }),
        );
      }),
    );
  });

  it('stay as they are where they agree already, negative ones too', () => {
    const agreed = {
      parent: { value: 7, variance: 3 },
      groups: [
        [
          { value: -2, variance: 1 },
          { value: 9, variance: 4 },
        ],
      ],
    };
    expect(reconcile(agreed).groups.map((children) => children.map(({ value }) => value))).toEqual([[-2, 9]]);
  });

  it("follow Hay's formula for one group under a parent", () => {
    const { parent, groups, covariances } = reconcile({
      parent: { value: 100, variance: 4 },
      groups: [
        [
          { value: 30, variance: 1 },
          { value: 60, variance: 3 },
        ],
      ],
    });
    expect(parent).toEqual({ value: 95, variance: 2 });
    expect(groups[0]!.map(({ value }) => value)).toEqual([31.25, 63.75]);
    expect(groups[0]!.map(({ variance }) => variance)).toEqual([0.875, 1.875]);
    expect(covariances).toEqual([[0.5, 1.5]]);
  });

  it('reconciliation is refused where nothing was drawn, a group is empty or a variance is invalid', () => {
    const fine = { value: 1, variance: 1 };
    expect(() => reconcile({ groups: [] })).toThrow(RangeError);
    expect(() => reconcile({ parent: fine, groups: [[]] })).toThrow(RangeError);
    for (const variance of [0, -1, Number.NaN, Infinity]) {
      expect(() => reconcile({ parent: { value: 1, variance }, groups: [] })).toThrow(RangeError);
      expect(() => reconcile({ parent: fine, groups: [[fine, { value: 1, variance }]] })).toThrow(RangeError);
    }
  });
});

describe('two figures of which one is never larger', () => {
  it('stay as they are where the draws agree, and become their weighted mean where they do not', () => {
    const [less, more] = [
      { value: 3, variance: 1 },
      { value: 5, variance: 9 },
    ];
    expect(fitOrder(less, more)).toEqual([less, more]);
    expect(fitOrder(more, less)).toEqual([
      { value: 3.2, variance: 9 },
      { value: 3.2, variance: 1 },
    ]);
    expect(() => fitOrder({ value: 1, variance: 0 }, more)).toThrow(RangeError);
  });

  it('keep ranges that cover at least as often as those of the draws, wherever the truth lies', () => {
    const bits = seededBits(15);
    const DRAWS = 4_000;
    const variances = [
      { less: 400, more: 10_000 },
      { less: 10_000, more: 400 },
      { less: 2_500, more: 2_500 },
    ];
    for (const variance of variances)
      for (const apart of [0, 30, 120]) {
        const truth = { less: 500, more: 500 + apart };
        const missed = { less: 0, more: 0 };
        const [halfLess, halfMore] = [1.96 * Math.sqrt(variance.less), 1.96 * Math.sqrt(variance.more)];
        for (let draw = 0; draw < DRAWS; draw += 1) {
          const noise = (of: number) => Number(discreteGaussian(rational(BigInt(of)), bits));
          const [less, more] = fitOrder(
            { value: truth.less + noise(variance.less), variance: variance.less },
            { value: truth.more + noise(variance.more), variance: variance.more },
          );
          expect(less.value).toBeLessThanOrEqual(more.value);
          if (Math.abs(less.value - truth.less) > halfLess) missed.less += 1;
          if (Math.abs(more.value - truth.more) > halfMore) missed.more += 1;
        }
        // 5 % and five standard errors.
        const most = DRAWS * 0.05 + 5 * Math.sqrt(DRAWS * 0.05 * 0.95);
        expect(Math.max(missed.less, missed.more), JSON.stringify({ variance, apart })).toBeLessThan(most);
      }
  });
});
