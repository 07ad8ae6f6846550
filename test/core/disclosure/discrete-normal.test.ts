/** Tails, half widths and thresholds against figures computed elsewhere to 40 digits, and against plain sums. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidth, massAt, upperTail } from '#core/disclosure/discrete-normal';
import { computeDisplayFloor, thresholdDelta, computeThreshold } from '#core/disclosure/threshold';

const varianceOf = (parameter: number) => {
  let sum = 0;
  for (let x = 60; x >= 1; x -= 1) sum += 2 * x * x * massAt(x, parameter);
  return sum;
};

describe('the mass of the discrete Gaussian', () => {
  it.each([
    [1 / 4, '0.7865707070', '0.2150126751'],
    [1 / 2, '0.5641312262', '0.4989791308'],
    [1, '0.3989422783', '0.9999997888'],
  ])('the mass at 0 for parameter %d is %s, and the variance is %s', (parameter, zero, variance) => {
    expect(massAt(0, parameter).toFixed(10)).toBe(zero);
    expect(varianceOf(parameter).toFixed(10)).toBe(variance);
  });

  it('the masses at 0 and 1 for parameter 100/3 are .0690988299 and .0680700823', () => {
    expect([0, 1].map((x) => massAt(x, 100 / 3).toFixed(10))).toEqual(['0.0690988299', '0.0680700823']);
  });

  it('is nothing between whole numbers, and 1 in all', () => {
    expect(massAt(0.5, 3)).toBe(0);
    for (const parameter of [0.01, 0.19, 0.2, 0.21, 1, 77]) {
      let sum = 0;
      for (let x = -120; x <= 120; x += 1) sum += massAt(x, parameter);
      expect(sum).toBeCloseTo(1, 13);
    }
  });
});

describe('the tail of the discrete Gaussian', () => {
  // mpmath, 40 digits.
  it.each([
    [1, 0.25, 0.106714646479026],
    [3, 0.05, 8.19326867634569e-40],
    [9, 1, 1.02805429977132e-18],
    [39, 25, 6.16256406872219e-15],
    [113, 100, 1.0985708215941e-29],
    [1, 3000, 0.496358171898026],
    [440, 3000, 5.10753345644998e-16],
    [196, 10_000, 0.0252910544039729],
    [600, 10_000, 1.01727083672177e-9],
    [1500, 10_000, 3.95441250711594e-51],
    [100, 1e6, 0.460370642304648],
    [4000, 1e6, 3.1738201556068e-5],
    [20_000, 1e8, 0.0227528315864898],
    [80_000, 1e8, 6.22348704663162e-16],
  ])('the tail from %d at variance %d is %d to twelve digits', (t, variance, exact) => {
    expect(Math.abs(upperTail(t, variance) / exact - 1)).toBeLessThan(1e-12);
  });

  it('is the sum of the masses, also where it is not summed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20_000, noNaN: true }),
        fc.double({ min: -3, max: 9, noNaN: true }),
        (variance, z) => {
          const t = Math.round(z * Math.sqrt(variance));
          let sum = 0;
          for (let x = Math.ceil(Math.abs(t) + 11 * Math.sqrt(variance)) + 2; x >= t; x -= 1)
            sum += massAt(x, variance);
          expect(Math.abs(upperTail(t, variance) / sum - 1)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the tails of both sides add up to 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 1e10, noNaN: true }),
        fc.integer({ min: -300_000, max: 300_000 }),
        (variance, t) => {
          expect(upperTail(t, variance) + upperTail(1 - t, variance)).toBeCloseTo(1, 14);
          expect(upperTail(t, variance)).toBeGreaterThanOrEqual(upperTail(t + 1, variance));
        },
      ),
    );
  });

  it('the tail is refused for an invalid variance', () => {
    for (const variance of [0, -1, Number.NaN, Infinity])
      for (const ask of [massAt, upperTail]) expect(() => ask(1, variance)).toThrow(RangeError);
  });
});

describe('the half width of an interval', () => {
  it.each([
    [25, 10],
    [60, 15],
    [100, 20],
    [1000 / 3, 36],
  ])('the half width at 95 in 100 for variance %d is %d', (variance, width) => {
    expect(halfWidth(variance)).toBe(width);
  });

  it('is the least that covers', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e9, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9999, noNaN: true }),
        (variance, coverage) => {
          const h = halfWidth(variance, coverage);
          const within = (width: number) => 1 - 2 * upperTail(width + 1, variance);
          expect(within(h)).toBeGreaterThanOrEqual(coverage - 1e-12);
          if (h > 0) expect(within(h - 1)).toBeLessThan(coverage + 1e-12);
        },
      ),
    );
  });

  it('the half width is refused for an invalid coverage', () => {
    for (const coverage of [0, 1, Number.NaN]) expect(() => halfWidth(25, coverage)).toThrow(RangeError);
  });
});

describe('the threshold of an open vocabulary', () => {
  it.each([
    [25, 1, 1e-7, 28, '5.5180e-8'],
    [100, 10, 1e-8, 62, '7.1301e-9'],
    [1000 / 3, 10, 1e-7, 104, '9.8362e-8'],
  ])(
    'the threshold for variance %d, %d cells and delta %d is %d and reaches %s',
    (variance, l0, delta, threshold, reached) => {
      const found = computeThreshold({ variance, l0, linf: 1, delta });
      expect([found.threshold, found.delta.toExponential(4)]).toEqual([threshold, reached]);
    },
  );

  it.each([
    [11.2, 1, 65],
    [12.9, 1, 74],
    [16.7, 10, 102],
  ])('the threshold for a sigma of %d, %d cells and delta 1e-8 is %d', (sigma, l0, threshold) => {
    expect(computeThreshold({ variance: sigma * sigma, l0, linf: 1, delta: 1e-8 }).threshold).toBe(threshold);
  });

  it('is the least: one less would reach more than the delta given', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 1e-14, max: 0.4, noNaN: true }),
        (variance, l0, linf, delta) => {
          const found = computeThreshold({ variance, l0, linf, delta });
          expect(found.delta).toBeLessThanOrEqual(delta);
          expect(thresholdDelta({ threshold: found.threshold - 1, variance, l0, linf })).toBeGreaterThan(
            delta,
          );
        },
      ),
    );
  });

  it('the threshold is refused for invalid bounds and deltas', () => {
    const good = { variance: 25, l0: 1, linf: 1, delta: 1e-8 };
    for (const wrong of [
      { l0: 0 },
      { l0: 1.5 },
      { linf: 0 },
      { delta: 0 },
      { delta: 0.5 },
      { delta: Number.NaN },
      { variance: 0 },
    ]) {
      expect(() => computeThreshold({ ...good, ...wrong }), JSON.stringify(wrong)).toThrow(RangeError);
    }
  });
});

describe('what a public vocabulary shows from', () => {
  it("lets an empty cell reach 90 with 4.7e-7 at Wikimedia's parameters", () => {
    expect(upperTail(90, 1000 / 3).toExponential(1)).toBe('4.7e-7');
  });

  it('the first count shown is the least with at most a given number of false cells expected', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.double({ min: 0.001, max: 1, noNaN: true }),
        (variance, cells, falseCells) => {
          const floor = computeDisplayFloor({ variance, cells, falseCells });
          expect(cells * upperTail(floor, variance)).toBeLessThanOrEqual(falseCells);
          if (floor > 0) expect(cells * upperTail(floor - 1, variance)).toBeGreaterThan(falseCells);
        },
      ),
    );
  });

  it('is everything not negative where there is no empty cell, and .05 false cells by default', () => {
    expect(computeDisplayFloor({ variance: 250, cells: 0 })).toBe(0);
    expect(computeDisplayFloor({ variance: 250, cells: 20 })).toBe(
      computeDisplayFloor({ variance: 250, cells: 20, falseCells: 0.05 }),
    );
    for (const wrong of [{ cells: -1 }, { cells: Number.NaN }, { cells: 1, falseCells: 0 }])
      expect(() => computeDisplayFloor({ variance: 250, ...wrong })).toThrow(RangeError);
  });
});
