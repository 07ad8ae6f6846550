/** Accounting against published and independently computed figures; properties of composition. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose, composeParallel, rhoInOneCell, rhoOverFigures } from '#core/disclosure/compose';
import { compare, rational, toNumber } from '#core/disclosure/rational';
import { deltaOf, epsilonOf, rhoOf, simpleEpsilon, computeVariance } from '#core/disclosure/zcdp';

describe('epsilon of a rho', () => {
  it.each([
    [0.015, 1e-7, 0.8546053738, 0.9984051754],
    [0.001, 1e-9, 0.2451192539, 0.2889115547],
    [0.01, 1e-6, 0.6216926546, 0.7533844378],
    [0.1, 1e-6, 2.141938928, 2.450788],
    [0.5, 1e-5, 4.728386985, 5.298525912],
    [2.56, 1e-10, 17.15830871, 17.91528292],
  ])('epsilon at rho %d and delta %d is %d, and %d by the simple formula', (rho, delta, tight, simple) => {
    expect(epsilonOf(rho, delta) / tight).toBeCloseTo(1, 9);
    expect(simpleEpsilon(rho, delta) / simple).toBeCloseTo(1, 9);
  });

  it.each([
    [0.5, 0.0054272767],
    [1, 0.020187132],
    [2, 0.074180593],
    [3, 0.15726539],
  ])('is %d at delta 1e-7 for a rho of %d', (epsilon, rho) => {
    let [low, high] = [0, 1];
    for (let i = 0; i < 60; i += 1) {
      const middle = (low + high) / 2;
      if (epsilonOf(middle, 1e-7) <= epsilon) low = middle;
      else high = middle;
    }
    expect(low / rho).toBeCloseTo(1, 7);
  });

  it('is 1.997 for the default profile and .995 for the strict one', () => {
    expect([0.074, 0.02].map((rho) => epsilonOf(rho, 1e-7).toFixed(3))).toEqual(['1.997', '0.995']);
  });

  it.each([
    [7, '2.8', '8.3'],
    [30, '6.3', '50.6'],
  ])(
    'the epsilon of a person with %d visitor-days at rho .02 is %s over daily figures and %s in one cell',
    (days, over, within) => {
      expect(epsilonOf(rhoOverFigures(0.02, days), 1e-7).toFixed(1)).toBe(over);
      expect(epsilonOf(rhoInOneCell(0.02, days), 1e-7).toFixed(1)).toBe(within);
    },
  );

  it('epsilon gives a delta that is not above the requested one, is never above the simple one, and grows with rho', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 5, noNaN: true }),
        fc.double({ min: 1e-12, max: 0.1, noNaN: true }),
        (rho, delta) => {
          const epsilon = epsilonOf(rho, delta);
          expect(deltaOf(rho, epsilon)).toBeLessThanOrEqual(delta);
          expect(epsilon).toBeLessThanOrEqual(simpleEpsilon(rho, delta));
          expect(epsilonOf(rho * 1.01, delta)).toBeGreaterThanOrEqual(epsilon);
          // It is the least: slightly less does not suffice.
          if (epsilon > 1e-6) expect(deltaOf(rho, epsilon * (1 - 1e-9))).toBeGreaterThan(delta * (1 - 1e-12));
        },
      ),
    );
  });

  it('the epsilon of a rho of zero is zero', () => {
    expect([epsilonOf(0, 1e-7), deltaOf(0, 1)]).toEqual([0, 0]);
  });

  it('the epsilon of an invalid cost is refused', () => {
    for (const rho of [-1, Number.NaN, Infinity]) expect(() => epsilonOf(rho, 1e-7)).toThrow(RangeError);
    for (const delta of [0, 1, Number.NaN]) expect(() => epsilonOf(1, delta)).toThrow(RangeError);
    expect(() => deltaOf(1, -1)).toThrow(RangeError);
  });
});

describe('delta of a rho and an epsilon', () => {
  it.each([
    [0.05, 0.25, 0.0817727531036956],
    [0.5, 0, 0.5588356393474351],
  ])("is what OpenDP's cdp_delta gives for %d and %d", (rho, epsilon, delta) => {
    expect(deltaOf(rho, epsilon)).toBeCloseTo(delta, 14);
  });
});

describe('a variance for a share of the budget', () => {
  const whole = fc.bigInt(1n, 10n ** 12n);

  it('never costs more than the share, neither exactly nor as booked, and one less would', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 15n), whole, whole, (squared, p, q) => {
        const share = rational(p, q);
        const variance = computeVariance(squared, share);
        const cost = (v: bigint) => ({ numerator: squared, denominator: 2n * v });
        expect(variance.denominator).toBe(1n);
        expect(compare(cost(variance.numerator), share)).toBeLessThanOrEqual(0);
        expect(rhoOf(squared, variance)).toBeLessThanOrEqual(toNumber(share));
        if (variance.numerator > 1n) expect(compare(cost(variance.numerator - 1n), share)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('is rounded up from sensitivity squared over twice rho', () => {
    expect(computeVariance(1n, rational(12n, 1000n))).toEqual(rational(42n));
    expect(rhoOf(1n, rational(42n))).toBe(1 / 84);
    expect(computeVariance(10n, rational(15n, 1000n))).toEqual(rational(334n));
    expect(rhoOf(10n, rational(1000n, 3n))).toBe(0.015);
  });

  it('is refused for a share of nothing', () => {
    expect(() => computeVariance(1n, rational(0n))).toThrow(/rho/);
    expect(() => rhoOf(1n, rational(0n))).toThrow(/variance/);
    expect(() => rhoOf(-1n, rational(1n))).toThrow(RangeError);
  });
});

describe('costs', () => {
  it('add up where one visitor-day enters all, without drift', () => {
    expect(compose([])).toEqual({ rho: 0, delta: 0 });
    expect(
      compose([
        { rho: 0.012, delta: 0 },
        { rho: 0.018, delta: 1e-8 },
        { rho: 0.044, delta: 1e-8 },
      ]),
    ).toEqual({ rho: 0.074, delta: 2e-8 });
    expect(compose(Array.from({ length: 1000 }, () => ({ rho: 0.1, delta: 0 })))).toEqual({
      rho: 100,
      delta: 0,
    });
  });

  it('count once where a visitor-day enters one of them', () => {
    expect(
      composeParallel([
        { rho: 0.01, delta: 1e-8 },
        { rho: 0.02, delta: 0 },
      ]),
    ).toEqual({ rho: 0.02, delta: 1e-8 });
    expect(composeParallel([])).toEqual({ rho: 0, delta: 0 });
  });

  it('invalid costs are refused', () => {
    for (const rho of [-0.1, Number.NaN, Infinity])
      expect(() => compose([{ rho, delta: 0 }])).toThrow(RangeError);
    for (const days of [-1, 1.5, Number.NaN])
      for (const grouped of [rhoOverFigures, rhoInOneCell])
        expect(() => grouped(0.1, days)).toThrow(RangeError);
  });
});
