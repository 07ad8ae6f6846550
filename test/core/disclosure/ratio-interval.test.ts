/** Fieller's interval: its definition at its ends, cases without one, and known cases. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ratioInterval } from '#core/disclosure/ratio-interval';

const Z = 1.959964;
const value = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const variance = fc.double({ min: 0.01, max: 1e4, noNaN: true });

describe('the interval of a ratio', () => {
  it('ends where (y - r x)^2 = z^2 var(y - r x), and holds the ratio', () => {
    fc.assert(
      fc.property(
        value,
        variance,
        value,
        variance,
        fc.double({ min: -0.99, max: 0.99, noNaN: true }),
        (y, vy, x, vx, correlation) => {
          const covariance = correlation * Math.sqrt(vx * vy);
          const found = ratioInterval({ value: y, variance: vy }, { value: x, variance: vx }, covariance);
          if (found === undefined || x * x < 1.1 * Z * Z * vx) return;
          for (const r of [found.low, found.high]) {
            const [left, right] = [(y - r * x) ** 2, Z * Z * (vy - 2 * r * covariance + r * r * vx)];
            expect(Math.abs(left - right)).toBeLessThan(1e-6 * right);
          }
          expect(found.low <= found.ratio && found.ratio <= found.high).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a ratio has no interval where the divisor may be zero, on one side of the bound and not the other', () => {
    const over = { value: 5, variance: 100 };
    expect(ratioInterval(over, { value: 19.59963, variance: 100 })).toBeUndefined();
    expect(ratioInterval(over, { value: 19.59965, variance: 100 })).toBeDefined();
    expect(ratioInterval(over, { value: -5, variance: 100 })).toBeUndefined();
  });

  it('is the simple interval where the divisor is as good as exact', () => {
    const found = ratioInterval({ value: 50, variance: 25 }, { value: 100, variance: 1e-12 });
    expect([found?.low, found?.ratio, found?.high].map((one) => one?.toFixed(6))).toEqual(
      [0.5 - (Z * 5) / 100, 0.5, 0.5 + (Z * 5) / 100].map((one) => one.toFixed(6)),
    );
  });

  it('the interval of the ratio of a figure to itself has no width', () => {
    const one = { value: 400, variance: 100 };
    const found = ratioInterval(one, one, 100);
    expect([found?.low, found?.high].map((end) => end?.toFixed(9))).toEqual(['1.000000000', '1.000000000']);
  });
});
