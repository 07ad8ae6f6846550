/** Levels of demand: from released counts with margins alone, monotone, and steady under noise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandLevels } from '#core/demand/demand-levels';
import { releasedTopics, type DemandTopic } from '#core/report/released-demand';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import type { StoredTable } from '#core/disclosure/stored-release';
import { seededBits } from '../../support/seeded-bits.ts';

const topic = (low: number, name = `t${low}`): DemandTopic => ({
  topic: name,
  count: low + 10,
  low,
  high: low + 20,
});
const levelsOf = (...lows: readonly number[]) => demandLevels(lows.map((low) => topic(low)));

describe('the level of a topic', () => {
  it('halves with the demand, by what is certain of it: 5 from a half of the greatest, 1 below a sixteenth', () => {
    expect(levelsOf(1600, 800, 799, 400, 399, 200, 199, 100, 99, 1)).toEqual([5, 5, 4, 4, 3, 3, 2, 2, 1, 1]);
  });

  it('is 1 where nothing is certain, also of the only topic', () => {
    expect(levelsOf(0)).toEqual([1]);
    expect(levelsOf(0, 40)).toEqual([1, 5]);
    expect(demandLevels([])).toEqual([]);
  });

  it('never falls where what is certain rises', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 2, maxLength: 12 }), (lows) => {
        const sorted = lows.toSorted((a, b) => a - b);
        const levels = levelsOf(...sorted);
        expect(levels.toSorted((a, b) => a - b)).toEqual(levels);
      }),
    );
  });

  it('does not depend on the estimate in the middle of the interval', () => {
    const moved = [topic(100), { ...topic(40), count: 5000, high: 9000 }];
    expect(demandLevels(moved)).toEqual(levelsOf(100, 40));
  });

  it('moves by one at most from draw to draw where counts are ten standard deviations and more', () => {
    const bits = seededBits(5);
    const exact = { A: 4000, B: 1500, C: 700, D: 300 };
    const draws = Array.from({ length: 200 }, () => {
      const topics = releasedTopics(
        tableOf(exact, 900, () => Number(discreteGaussian({ numerator: 900n, denominator: 1n }, bits))),
        (name) => name,
      );
      return new Map(topics.map(({ topic: name }, index) => [name, demandLevels(topics)[index] ?? 0]));
    });
    for (const name of Object.keys(exact)) {
      const levels = draws.map((draw) => draw.get(name) ?? 0);
      expect(Math.max(...levels) - Math.min(...levels), name).toBeLessThanOrEqual(1);
    }
  });
});

/** A table as it is stored, with noise of a variance. */
function tableOf(
  exact: Readonly<Record<string, number>>,
  variance: number,
  noise: () => number,
): StoredTable {
  return {
    name: 'topics',
    fact: 'demand',
    keys: ['topic'],
    l0: 1,
    measures: [{ name: 'visitors', unit: 'visitor-days', variance, nanorho: 1 }],
    floor: 0,
    partition: false,
    cells: Object.entries(exact).map(([key, value]) => ({
      keys: [key],
      public: true,
      noisy: { visitors: value + noise() },
    })),
  };
}

describe('the topics of a released table', () => {
  const none = () => 0;

  it('have counts with the ends of their 95 % interval', () => {
    expect(releasedTopics(tableOf({ A: 400 }, 100, none), (name) => name)).toEqual([
      { topic: 'A', count: 400, low: 380, high: 420 },
    ]);
  });

  it('are left out below the floor at which few empty ones show, or without a name', () => {
    const table = tableOf({ A: 400, noise: 20, '(no topic)': 9000 }, 100, none);
    const names = releasedTopics(table, (name) => (name === '(no topic)' ? undefined : name));
    expect(names.map(({ topic: name }) => name)).toEqual(['A']);
  });

  it('of one name add up, with the variance of both', () => {
    const [sum] = releasedTopics(tableOf({ a: 300, b: 200 }, 100, none), () => 'Both');
    expect(sum).toEqual({ topic: 'Both', count: 500, low: 472, high: 528 });
  });
});
