/**
 * The exact privacy profile of each measure of the catalogue, from the masses of its noise, beside the bound of zCDP
 * that is printed; and of the selection of names, beside the delta that is declared.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { massAt } from '#core/disclosure/discrete-normal';
import { formatGuarantee, guaranteeOf } from '#core/disclosure/person-loss';
import { PROFILES, REPORTED_DELTA, THRESHOLD_DELTA } from '#core/disclosure/profiles';
import { releaseCatalogue, sumCosts, varianceNumber } from '#core/disclosure/release-catalogue';
import { deltaOf, epsilonOf } from '#core/disclosure/zcdp';
import { DEFAULT_BOUNDS, type Bounds } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';
import { discreteGaussianMasses, exactDelta, type Figures } from './privacy-profile.ts';

const WIDE: Bounds = { ...DEFAULT_BOUNDS, visits: 7, page_views: 30, pages: 4, page_views_per_page: 5 };
const SETTINGS = [
  [DEFAULT_BOUNDS, PROFILES.default],
  [DEFAULT_BOUNDS, PROFILES.strict],
  [WIDE, PROFILES.default],
] as const;
const tables = SETTINGS.flatMap(([bounds, profile]) =>
  (['day', 'month'] as const).flatMap((level) => releaseCatalogue(FACTS, level, bounds, profile)),
);
const all = tables.flatMap((table) =>
  table.measures.map((measure) => ({
    rho: measure.nanorho / 1e9,
    name: `${table.name}.${measure.name}`,
    figures: {
      cells: table.l0,
      shift: Math.sqrt(Number(measure.sensitivitySquared) / table.l0),
      variance: varianceNumber(measure.variance),
    },
  })),
);
/** Of measures with equal noise, the first stands for all. */
const measures = [...new Map(all.map((one) => [JSON.stringify(one.figures), one])).values()];
const withVariance = (figures: Figures, factor: number) => ({
  ...figures,
  variance: figures.variance * factor,
});

describe('the exact privacy profile of integer noise', () => {
  it('at epsilon 0 is the mass at 0 for a shift of 1: the masses before it telescope', () => {
    for (const [variance, zero] of [
      [1 / 4, 0.786570707],
      [1, 0.3989422783],
      [100 / 3, 0.0690988299],
    ] as const)
      expect(exactDelta(0, { cells: 1, shift: 1, variance })).toBeCloseTo(zero, 9);
  });

  it('is a difference of two tails where the loss passes epsilon', () => {
    // At sigma 1 and shift 2 the loss is 2 - 2 x: it passes 3 for x <= -1.
    const tail = (to: number) =>
      Array.from({ length: 30 }, (_, index) => massAt(to - index, 1)).reduce((a, b) => a + b);
    expect(exactDelta(3, { cells: 1, shift: 2, variance: 1 })).toBeCloseTo(
      tail(-1) - Math.exp(3) * tail(-3),
      14,
    );
  });

  it('is that of the continuous Gaussian where the noise is wide', () => {
    // Balle and Wang 2018 (arXiv 1805.06530), theorem 8: Phi(1/2 - 1) - e Phi(-1/2 - 1).
    expect(exactDelta(1, { cells: 1, shift: 1000, variance: 1e6 })).toBeCloseTo(0.1269367, 5);
    expect(exactDelta(1, { cells: 4, shift: 500, variance: 1e6 })).toBeCloseTo(0.1269367, 5);
  });
});

describe('each measure of the catalogue', () => {
  it('has a whole shift, so that the profile is that of the noise that is drawn', () => {
    for (const { name, figures } of measures) expect(figures.shift, name).toBe(Math.round(figures.shift));
    expect([all.length, measures.length > 30]).toEqual([3 * 27, true]);
  });

  it('stays with its exact profile within the bound of zCDP, at the epsilon of the reported delta and at others', () => {
    for (const { name, rho, figures } of measures) {
      const printed = epsilonOf(rho, REPORTED_DELTA);
      expect(exactDelta(printed, figures), name).toBeLessThanOrEqual(REPORTED_DELTA);
      for (const part of [0, 0.5, 1.25])
        expect(exactDelta(part * printed, figures), `${name} at ${part}`).toBeLessThanOrEqual(
          deltaOf(rho, part * printed) * (1 + 1e-9),
        );
    }
  });

  it('would not, were its noise an eighth narrower', () => {
    for (const { name, rho, figures } of measures)
      expect(
        exactDelta(epsilonOf(rho, REPORTED_DELTA), withVariance(figures, (7 / 8) ** 2)),
        name,
      ).toBeGreaterThan(REPORTED_DELTA);
  });
});

describe('a visitor-day that is replaced by another one instead of being removed', () => {
  const square = (cells: readonly number[]) => cells.reduce((sum, cell) => sum + cell * cell, 0);

  it('moves a table by sqrt 2 times as much at most, which it reaches where the two share no cell: counts are not negative', () => {
    const cuts = fc.record({
      cells: fc.integer({ min: 1, max: 10 }),
      most: fc.integer({ min: 1, max: 600 }),
    });
    const pair = cuts.chain(({ cells, most }) => {
      const day = fc.array(fc.tuple(fc.nat(15), fc.nat(most)), { maxLength: cells });
      return fc.record({ bound: fc.constant(cells * most * most), days: fc.tuple(day, day) });
    });
    fc.assert(
      fc.property(pair, ({ bound, days }) => {
        const [one, other] = days.map((day) => {
          const table = new Map(day);
          return Array.from({ length: 16 }, (_, cell) => table.get(cell) ?? 0);
        }) as [number[], number[]];
        expect(square(one)).toBeLessThanOrEqual(bound);
        expect(square(one.map((value, cell) => value - (other[cell] ?? 0)))).toBeLessThanOrEqual(2 * bound);
      }),
    );
    expect(square([5, 5, -5, -5])).toBe(2 * square([5, 5, 0, 0]));
  });

  it('costs twice the rho and twice the delta of the thresholds: epsilon 2.90 at delta 1.9e-7', () => {
    const whole = SETTINGS[0];
    const levels = (['day', 'month'] as const).flatMap((level) => releaseCatalogue(FACTS, level, ...whole));
    const thresholds = levels.reduce((sum, { threshold }) => sum + (threshold?.delta ?? 0), 0);
    expect(formatGuarantee(guaranteeOf(2 * sumCosts(levels), 2 * thresholds))).toBe(
      'epsilon 2.90 at delta 1.9e-7',
    );
  });
});

describe('the selection of names', () => {
  /** The exact probability that one of the cells that only one visitor-day has is named. */
  const selected = (threshold: number, l0: number, variance: number) => {
    const { reach, at } = discreteGaussianMasses(variance);
    const tail = at.slice(reach + threshold - 1).reduceRight((sum, mass) => sum + mass, 0);
    return 1 - (1 - tail) ** l0;
  };

  it('names a single visitor-day with less than the declared delta, and would with more from a threshold lower by one', () => {
    const open = tables.filter((table) => table.threshold !== undefined);
    expect(new Set(open.map((table) => table.name)).size).toBe(6);
    for (const {
      name,
      threshold,
      l0,
      measures: [first],
    } of open) {
      const [least, variance] = [threshold?.least ?? 0, varianceNumber(first!.variance)];
      const exact = selected(least, l0, variance);
      expect(Math.abs(exact / (threshold?.delta ?? 0) - 1), name).toBeLessThan(1e-6);
      expect(exact, name).toBeLessThanOrEqual(THRESHOLD_DELTA);
      expect(selected(least - 1, l0, variance), name).toBeGreaterThan(THRESHOLD_DELTA);
    }
  });
});
