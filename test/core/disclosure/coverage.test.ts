/** 2,000 seeded releases: how often 95 % intervals contain the truth, for every figure that is printed with one. */
import { describe, expect, it } from 'vitest';
import { adjust, type Estimate, reconcile, sumEstimates } from '#core/disclosure/consistency';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { halfWidth } from '#core/disclosure/discrete-normal';
import { ratioInterval } from '#core/disclosure/ratio-interval';
import { rational } from '#core/disclosure/rational';
import { seededBits } from '../../support/seeded-bits.ts';

const RELEASES = 2000;
const bits = seededBits(2026);
const draw = (truth: number, variance: number): Estimate => ({
  value: truth + Number(discreteGaussian(rational(BigInt(variance)), bits)),
  variance,
});
const within = ({ value, variance }: Estimate, truth: number) =>
  Math.abs(value - truth) <= halfWidth(variance);
const normally = ({ value, variance }: Estimate, truth: number) =>
  Math.abs(value - truth) <= 1.959964 * Math.sqrt(variance);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A month of 30 days, and the same visitor-days by country with the rest; the truth of a small site. */
const DAYS = Array.from({ length: 30 }, (_, day) => 40 + ((day * 7) % 11));
const COUNTRIES = [800, 300, 120, 40, 9, 1, 0, sum(DAYS) - 1270];

/** Counts, for each printed figure, the releases in which its interval contained the truth. */
function coverage(): Readonly<Record<string, number>> {
  const held: Record<string, number> = {};
  const note = (name: string, holds: boolean) => {
    held[name] = (held[name] ?? 0) + Number(holds);
  };
  for (let release = 0; release < RELEASES; release += 1) {
    const days = DAYS.map((truth) => draw(truth, 42));
    const countries = COUNTRIES.map((truth) => draw(truth, 250));
    const month = draw(sum(DAYS), 500);
    note('a single figure', within(countries[2]!, 120));
    note('a single figure of an empty cell', within(countries[6]!, 0));
    note('the sum of a week', within(sumEstimates(days.slice(0, 7)), sum(DAYS.slice(0, 7))));

    const { parent, groups, covariances } = reconcile({ parent: month, groups: [days, countries] });
    note('the month, reconciled', normally(parent, sum(DAYS)));
    note('a day, reconciled', normally(groups[0]![3]!, DAYS[3]!));
    note(
      'a week, reconciled',
      normally(adjust(sumEstimates(days.slice(0, 7)), sumEstimates(days), parent), sum(DAYS.slice(0, 7))),
    );
    note('a country, reconciled', normally(groups[1]![0]!, 800));
    note('a small country, reconciled', normally(groups[1]![5]!, 1));

    const ratio = (name: string, over: Estimate, under: Estimate, truth: number, covariance = 0) => {
      // Without an interval none is printed: every ratio is possible.
      const found = ratioInterval(over, under, covariance);
      note(name, found === undefined || (found.low <= truth && truth <= found.high));
    };
    ratio('a ratio of two figures', countries[1]!, countries[0]!, 300 / 800);
    ratio('a ratio over a small figure', countries[3]!, countries[2]!, 40 / 120);
    ratio('a share of the month, reconciled', groups[1]![0]!, parent, 800 / sum(DAYS), covariances[1]![0]!);
    ratio(
      'a small share of the month, reconciled',
      groups[1]![4]!,
      parent,
      9 / sum(DAYS),
      covariances[1]![4]!,
    );
  }
  return Object.fromEntries(Object.entries(held).map(([name, count]) => [name, count / RELEASES]));
}

describe('intervals of 95 %', () => {
  const held = Object.entries(coverage());
  it.each(held)('hold the truth in 93 to 97 of 100 releases: %s', (_name, share) => {
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.97);
  });

  it('intervals were measured for twelve kinds of figure', () => {
    expect(held.length).toBe(12);
  });
});
