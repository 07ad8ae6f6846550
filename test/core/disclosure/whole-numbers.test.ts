/** Whole and rational numbers: the root, order, and rounding to a double. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { integerRoot } from '#core/disclosure/integer-root';
import { compare, type Rational, rational, toNumber } from '#core/disclosure/rational';

describe('the whole square root', () => {
  it('is the greatest whole number whose square is not above, to 10^60 and beyond', () => {
    const holds = (n: bigint) => {
      const root = integerRoot(n);
      expect(root >= 0n && root * root <= n && (root + 1n) * (root + 1n) > n).toBe(true);
    };
    for (let n = 0n; n < 5000n; n += 1n) holds(n);
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 60n), holds), { numRuns: 2000 });
    // Squares and their neighbours, where a guess in doubles errs.
    fc.assert(
      fc.property(fc.bigInt(1n, 10n ** 30n), fc.bigInt(-1n, 1n), (root, off) => {
        holds(root * root + off);
      }),
      { numRuns: 2000 },
    );
    for (const n of [2n ** 52n, 2n ** 53n, 2n ** 54n, 2n ** 106n, 10n ** 308n, 10n ** 309n, 10n ** 700n])
      for (const off of [-1n, 0n, 1n]) holds(n + off);
  });

  it('is refused for a negative number', () => {
    expect(() => integerRoot(-1n)).toThrow(RangeError);
  });
});

const SCALE = 2n ** 400n;

/** Returns the distance of a double from a rational number, times a scale, without rounding the double. */
function distance(value: number, { numerator, denominator }: Rational): bigint {
  let [whole, scale] = [value, SCALE];
  while (!Number.isInteger(whole)) {
    whole *= 2;
    scale /= 2n;
  }
  const off = BigInt(whole) * scale * denominator - numerator * SCALE;
  return off < 0n ? -off : off;
}

/** Returns the doubles next to one that is not 0. */
function neighbours(value: number): readonly number[] {
  return [1n, -1n].map((step) => {
    const bytes = new DataView(new ArrayBuffer(8));
    bytes.setFloat64(0, value);
    bytes.setBigInt64(0, bytes.getBigInt64(0) + step);
    return bytes.getFloat64(0);
  });
}

describe('a rational number', () => {
  const term = fc.bigInt(1n, 10n ** 50n);
  const any = fc.record({ numerator: fc.bigInt(-(10n ** 50n), 10n ** 50n), denominator: term });

  it('compares exactly, where doubles would see no difference', () => {
    expect(compare(rational(10n ** 40n, 10n ** 40n + 1n), rational(1n))).toBeLessThan(0);
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(Math.sign(compare(one, other))).toBe(
          Math.sign(Number(one.numerator * other.denominator - other.numerator * one.denominator)),
        );
      }),
    );
  });

  it('becomes the nearest double: none of its neighbours is closer', () => {
    fc.assert(
      fc.property(any, (one) => {
        const value = toNumber(one);
        if (value !== 0)
          for (const beside of neighbours(value))
            expect(distance(value, one) <= distance(beside, one)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not taken for a tie between two doubles where it is the least bit above', () => {
    const tie = (2n ** 53n + 1n) * 2n ** 100n;
    expect(
      [tie - 1n, tie, tie + 1n].map((numerator) => toNumber(rational(numerator, 2n ** 100n)) - 2 ** 53),
    ).toEqual([0, 0, 2]);
  });

  it('keeps order when it becomes a double', () => {
    const near = fc
      .tuple(any, term)
      .map(
        ([one, n]) => [one, { numerator: one.numerator * n + 1n, denominator: one.denominator * n }] as const,
      );
    fc.assert(
      fc.property(near, ([one, more]) => {
        expect(toNumber(one)).toBeLessThanOrEqual(toNumber(more));
      }),
      { numRuns: 1000 },
    );
  });

  it('has a positive denominator', () => {
    for (const under of [0n, -2n]) expect(() => rational(1n, under)).toThrow(RangeError);
  });
});
