/**
 * What holds for one person with several visitor-days: the worst allocation to cells, by search and by chance, and the
 * printed pairs of epsilon and delta, by convolution of the masses.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGuarantee, guaranteeOf, personLoss, worstThresholdDelta } from '#core/disclosure/person-loss';
import { PROFILES, REPORTED_DELTA, type ProfileName } from '#core/disclosure/profiles';
import { releaseCatalogue, varianceNumber, type TableSpec } from '#core/disclosure/release-catalogue';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { thresholdDelta } from '#core/disclosure/threshold';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { FACTS } from '#queries/facts/catalogue';
import { composedLoss, deltaOfLoss, discreteGaussianMasses, type Figures } from './privacy-profile.ts';

const specsOf = (profile: ProfileName, level: 'day' | 'month') =>
  releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES[profile]);

/** An empty release of a profile, with all its tables: what it costs does not depend on its figures. */
function releaseOf(profile: ProfileName, level: 'day' | 'month'): StoredRelease {
  return {
    level,
    tables: specsOf(profile, level).map((spec) => ({
      ...spec,
      measures: spec.measures.map((measure) => ({ ...measure, variance: varianceNumber(measure.variance) })),
      floor: 0,
      partition: false,
      cells: [],
    })),
  } as unknown as StoredRelease;
}

const both = (profile: ProfileName) => [releaseOf(profile, 'day'), releaseOf(profile, 'month')];

/** The exact probability that a cell is named of those that hold so many of one person's visitor-days each. */
function namingProbability(cells: readonly number[], threshold: number, variance: number): number {
  const { reach, at } = discreteGaussianMasses(variance);
  const tail = (from: number) => {
    let total = 0;
    for (let x = reach; x >= Math.max(-reach, from); x -= 1) total += at[x + reach] ?? 0;
    return Math.min(1, total);
  };
  return -Math.expm1(cells.reduce((log, held) => log + Math.log1p(-tail(threshold - held)), 0));
}

/** Every way to write `total` as a sum of whole numbers from 1 to `most`, greatest first. */
function partitions(total: number, most: number): readonly (readonly number[])[] {
  if (total === 0) return [[]];
  return Array.from({ length: Math.min(most, total) }, (_, index) => index + 1).flatMap((first) =>
    partitions(total - first, first).map((rest) => [first, ...rest]),
  );
}

describe('the delta that a threshold adds for one person with several visitor-days', () => {
  it('is that of the worst of all allocations of the days to cells, found by trying each', () => {
    for (const [days, l0] of [
      [1, 3],
      [2, 1],
      [2, 4],
      [3, 3],
      [4, 3],
      [6, 2],
      [12, 1],
    ] as const)
      for (const variance of [4, 25, 150])
        for (const threshold of [8, 25, 75]) {
          const all = partitions(days * l0, days).map((cells) =>
            namingProbability(cells, threshold, variance),
          );
          const worst = worstThresholdDelta({ threshold, variance, l0 }, days);
          expect(Math.abs(worst - Math.max(...all))).toBeLessThan(1e-9 * worst + 1e-28);
        }
  });

  it('no random allocation of days to cells is worse', () => {
    const days = fc.integer({ min: 1, max: 31 }).chain((count) =>
      fc.record({
        l0: fc.integer({ min: 1, max: 10 }),
        visits: fc.array(fc.array(fc.nat(12), { maxLength: 10 }), { minLength: count, maxLength: count }),
        variance: fc.integer({ min: 1, max: 800 }),
        above: fc.integer({ min: -40, max: 140 }),
      }),
    );
    fc.assert(
      fc.property(days, ({ l0, visits, variance, above }) => {
        const held = new Map<number, number>();
        // One visitor-day adds 1 to each of L0 different cells at most.
        for (const visit of visits)
          for (const cell of new Set(visit.slice(0, l0))) held.set(cell, (held.get(cell) ?? 0) + 1);
        const exact = namingProbability([...held.values()], above, variance);
        expect(exact).toBeLessThanOrEqual(
          worstThresholdDelta({ threshold: above, variance, l0 }, visits.length) * (1 + 1e-9) + 1e-15,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('is for few days one each in many cells, and for many days all of them in few', () => {
    const pages = { threshold: 136, variance: 500, l0: 10 };
    const spread = (days: number) => thresholdDelta({ ...pages, l0: days * 10, linf: 1 });
    const heaped = (days: number) => thresholdDelta({ ...pages, linf: days });
    expect(worstThresholdDelta(pages, 3)).toBeCloseTo(spread(3), 20);
    expect(spread(3)).toBeGreaterThan(heaped(3));
    expect(worstThresholdDelta(pages, 30)).toBeCloseTo(heaped(30), 18);
    expect(heaped(30)).toBeGreaterThan(spread(30));
  });

  it('is for one visitor-day what the release states, for none nothing, and certain where the days reach the threshold', () => {
    const table = { threshold: 75, variance: 167, l0: 1 };
    expect(worstThresholdDelta(table, 1)).toBeCloseTo(thresholdDelta({ ...table, linf: 1 }), 20);
    expect(worstThresholdDelta(table, 0)).toBe(0);
    expect(worstThresholdDelta(table, 400)).toBe(1);
  });

  it('does not grow where the days are spread over several months', () => {
    for (const { threshold, measures, l0 } of specsOf('default', 'month')) {
      const table = { threshold: threshold?.least ?? 0, variance: varianceNumber(measures[0]!.variance), l0 };
      if (threshold === undefined) continue;
      for (const [first, second] of [
        [1, 1],
        [15, 15],
        [1, 29],
      ] as const)
        expect(worstThresholdDelta(table, first) + worstThresholdDelta(table, second)).toBeLessThanOrEqual(
          worstThresholdDelta(table, first + second) * (1 + 1e-6),
        );
    }
  });
});

/**
 * The figures of a person who adds the most to each of them on every day: in daily figures once, in monthly ones
 * n-fold.
 */
function figuresOf(specs: readonly TableSpec[], cells: number, days: number): readonly Figures[] {
  return specs.flatMap((spec) =>
    spec.measures.map(({ sensitivitySquared, variance }) => ({
      cells: spec.l0 * cells,
      shift: days * Math.sqrt(Number(sensitivitySquared) / spec.l0),
      variance: varianceNumber(variance),
    })),
  );
}

describe('epsilon and delta for one person hold together', () => {
  it('the delta of 30 days is 7e-4, not that of one', () => {
    expect([1, 2, 7, 30].map((days) => personLoss(both('default'), days))).toEqual([
      { days: 1, epsilon: 1.9954, delta: 1.448e-7 },
      { days: 2, epsilon: 3.9116, delta: 1.895e-7 },
      { days: 7, epsilon: 15.3164, delta: 5.211e-7 },
      { days: 30, epsilon: 103.6909, delta: 7.226e-4 },
    ]);
  });

  it.each([
    ['default', 1, 0.002],
    ['default', 2, 0.004],
    ['default', 7, 0.01],
    ['default', 30, 0.05],
    ['strict', 1, 0.001],
    ['strict', 30, 0.02],
  ] as const)(
    'the whole of profile %s over %d days, by convolution of all masses, stays within the printed pair',
    (profile, days, step) => {
      const [daily, monthly] = [specsOf(profile, 'day'), specsOf(profile, 'month')];
      const { epsilon, delta } = personLoss(both(profile), days);
      const figures = [...figuresOf(daily, days, 1), ...figuresOf(monthly, 1, days)];
      const named = monthly
        .filter((spec) => spec.threshold !== undefined)
        .map(({ threshold, measures, l0 }) => {
          const variance = varianceNumber(measures[0]!.variance);
          const [spread, heaped] = [Array(days * l0).fill(1), Array(l0).fill(days)] as [number[], number[]];
          return Math.max(
            ...[spread, heaped].map((cells) => namingProbability(cells, threshold?.least ?? 0, variance)),
          );
        })
        .reduce((sum, one) => sum + one, 0);
      const loss = composedLoss(figures, step);
      const noise = deltaOfLoss(epsilon, loss, step);
      expect(noise).toBeLessThanOrEqual(REPORTED_DELTA);
      // Not by a wide margin: the same pair would fail where epsilon were a tenth smaller.
      expect(deltaOfLoss(0.9 * epsilon, loss, step)).toBeGreaterThan(REPORTED_DELTA);
      expect(named + noise).toBeLessThanOrEqual(delta);
      expect(named).toBeGreaterThan(0.9 * (delta - REPORTED_DELTA) - 1e-10);
    },
  );

  it('daily figures alone add no threshold, and several months count as the dearest of them', () => {
    const [day, month] = both('default') as [StoredRelease, StoredRelease];
    expect(personLoss([day, day], 30)).toEqual({ days: 30, epsilon: expect.any(Number), delta: 1e-7 });
    expect(personLoss([day, month, releaseOf('strict', 'month')], 30)).toEqual(personLoss([day, month], 30));
    expect(personLoss([], 30)).toEqual({ days: 30, epsilon: 0, delta: 1e-7 });
  });

  it('is rounded up, in figures and in words', () => {
    expect(guaranteeOf(73_857_000, 4.4e-8).delta).toBe(1.44e-7);
    expect(guaranteeOf(73_857_000, 4.40001e-8).delta).toBe(1.441e-7);
    expect(guaranteeOf(0, 2).delta).toBe(1);
    expect(formatGuarantee({ epsilon: 1.9901, delta: 1.41e-7 })).toBe('epsilon 2.00 at delta 1.5e-7');
    expect(formatGuarantee({ epsilon: 1.99, delta: 1e-7 })).toBe('epsilon 1.99 at delta 1e-7');
    expect(formatGuarantee({ epsilon: 103.69, delta: 9.96e-4 })).toBe('epsilon 103.69 at delta 1e-3');
  });
});
