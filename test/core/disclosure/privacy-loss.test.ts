/**
 * A lower bound on the epsilon that the noise really provides, from draws of two neighbours, against the stated one. It
 * finds gross errors only; the masses verify exactness.
 */
import { describe, expect, it } from 'vitest';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { type Rational, rational } from '#core/disclosure/rational';
import { epsilonOf, rhoOf } from '#core/disclosure/zcdp';
import { seededBits } from '../../support/seeded-bits.ts';
import { clopperPearson } from './clopper-pearson.ts';

const DRAWS = 200_000;
const DELTA = 0.01;
/** Each bound errs with 1e-6; the seeds are fixed. */
const ALPHA = 1e-6;
/**
 * Epsilon of rho 1/2 at delta .01, truncated to two digits: the claim for sigma 1 and sensitivity 1, slightly
 * understated.
 */
const STATED = 2.75;

/** The event {figure >= t} with the visitor-day (the count is `moved`) and without it. `t` is fixed beforehand. */
function lowerBound(variance: Rational, moved: number, t: number, seed: number): number {
  const count = (truth: number, bits = seededBits(seed + truth)) => {
    let hits = 0;
    for (let i = 0; i < DRAWS; i += 1) if (truth + Number(discreteGaussian(variance, bits)) >= t) hits += 1;
    return clopperPearson(hits, DRAWS, ALPHA);
  };
  return Math.log((count(moved).low - DELTA) / count(0).high);
}

describe('a confidence bound of a chance', () => {
  it('is what R and SciPy give', () => {
    // scipy.stats.beta.ppf(alpha, k, n - k + 1) and (1 - alpha, k + 1, n - k)
    expect(clopperPearson(3, 20, 0.025).low).toBeCloseTo(0.0320709, 6);
    expect(clopperPearson(3, 20, 0.025).high).toBeCloseTo(0.3789268, 6);
    expect(clopperPearson(0, 100, 0.025)).toEqual({ low: 0, high: expect.closeTo(0.0362167, 6) as number });
    expect(clopperPearson(100, 100, 0.025).high).toBe(1);
  });
});

describe('the privacy that draws show', () => {
  it('is not below what is stated for sigma 1 and one visitor-day', () => {
    expect(epsilonOf(rhoOf(1n, rational(1n)), DELTA).toFixed(2)).toBe(String(STATED));
    const bound = lowerBound(rational(1n), 1, 3, 11);
    expect(bound).toBeLessThan(STATED);
    // The test is sensitive: the bound is close.
    expect(bound).toBeGreaterThan(2);
  });

  it('is seen to be worse than stated when rows are counted instead of visitor-days', () => {
    expect(lowerBound(rational(1n), 2, 4, 12)).toBeGreaterThan(STATED);
  });

  it('is seen to be worse than stated when sigma is halved', () => {
    expect(lowerBound(rational(1n, 4n), 1, 2, 13)).toBeGreaterThan(STATED);
  });
});
