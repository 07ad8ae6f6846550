/** The samplers against exact masses, against many draws, and against the paper's form in BigInt from the same bits. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { below } from '#core/disclosure/below';
import { bernoulli } from '#core/disclosure/bernoulli';
import { bernoulliExp } from '#core/disclosure/bernoulli-exp';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { discreteLaplace } from '#core/disclosure/discrete-laplace';
import type { RandomBits } from '#core/disclosure/random-bits';
import { rational } from '#core/disclosure/rational';
import { createSystemBits } from '#runtime/node/random-bits';
import { enumerate } from '../../support/enumerate-bits.ts';
import { seededBits } from '../../support/seeded-bits.ts';
import { type Defect, DEFECTS, referenceSamplers, SAMPLERS, type Samplers } from './reference-samplers.ts';
import { CHECKS, chiSquare } from './sampler-checks.ts';
import { oneOf, rounds } from '../../support/full-length.ts';

const bits = seededBits(7);
const whole = (most: bigint) => fc.bigInt(1n, most);
const seeds = fc.integer();

describe('the samplers', () => {
  it.each(Object.entries(CHECKS))('pass the check of %s', (_name, check) => {
    expect(check(SAMPLERS)).toEqual([]);
  });

  it('pass the chi-square on bits of the operating system too, but for 5.5e-6 of all runs', () => {
    const system = createSystemBits();
    expect(
      chiSquare({ ...SAMPLERS, discreteGaussian: (variance) => discreteGaussian(variance, system) }),
    ).toEqual([]);
  });

  /** The checks that must detect each defect; others may detect it too. */
  const found: Readonly<Record<Defect, readonly (keyof typeof CHECKS)[]>> = {
    'modulo bias': ['uniformMasses', 'exponentialMasses', 'laplaceMasses', 'chiSquare'],
    'slight modulo bias': ['uniformMasses'],
    'bound included': ['uniformMasses', 'exponentialMasses', 'variance'],
    'later odd failures forgotten': ['exponentialMasses', 'gaussianMasses'],
    'rest of the exponent forgotten': ['exponentialMasses', 'chiSquare', 'variance'],
    'sign forgotten': ['laplaceMasses', 'gaussianMasses', 'chiSquare'],
    'negative zero kept': ['laplaceMasses', 'gaussianMasses', 'chiSquare'],
    'acceptance left out': ['gaussianMasses', 'chiSquare', 'variance'],
    'acceptance not centred': ['chiSquare', 'variance'],
    'sigma halved': ['gaussianMasses', 'chiSquare', 'variance'],
    'sigma a tenth too small': ['chiSquare', 'variance'],
  };
  it.each(oneOf(2, DEFECTS))('samplers with this defect are detected: %s', (defect) => {
    const broken = referenceSamplers(defect);
    for (const name of found[defect]) expect(CHECKS[name](broken), name).not.toEqual([]);
  });

  it("draw what the paper's form draws in BigInt from the same bits, whether these come as numbers or not", () => {
    const paper = referenceSamplers();
    const same = <T>(
      seed: number,
      one: (bits: (count: number) => bigint) => T,
      other: (bits: (count: number) => bigint) => T,
    ) => {
      const [fast, slow, plain] = [seededBits(seed), seededBits(seed), seededBits(seed)];
      for (let i = 0; i < 3; i += 1) {
        const expected = other(slow);
        expect(one(fast)).toEqual(expected);
        expect(one((count) => plain(count))).toEqual(expected);
      }
      // Both use as many bits: the next draws are equal.
      expect(fast(64)).toBe(slow(64));
    };
    fc.assert(
      fc.property(
        seeds,
        fc.oneof(
          whole(100n),
          whole(2n ** 70n),
          fc.nat(100).map((power) => 2n ** BigInt(power)),
        ),
        (seed, n) => {
          same(
            seed,
            (bits) => below(n, bits),
            (bits) => paper.below(n, bits),
          );
        },
      ),
    );
    fc.assert(
      fc.property(seeds, fc.oneof(whole(40n), whole(2n ** 60n)), whole(2n ** 60n), (seed, p, q) => {
        if (p / q < 100n)
          same(
            seed,
            (bits) => bernoulliExp(p, q, bits),
            (bits) => paper.bernoulliExp(p, q, bits),
          );
      }),
    );
    fc.assert(
      fc.property(
        seeds,
        fc.oneof(whole(50n), whole(2n ** 50n)),
        fc.oneof(whole(50n), whole(2n ** 50n)),
        (seed, s, r) => {
          same(
            seed,
            (bits) => discreteLaplace(rational(s, r), bits),
            (bits) => paper.discreteLaplace(rational(s, r), bits),
          );
        },
      ),
    );
    fc.assert(
      fc.property(
        seeds,
        fc.oneof(whole(50n), whole(10_000_000n)),
        fc.oneof(whole(50n), whole(2n ** 33n)),
        (seed, p, q) => {
          same(
            seed,
            (bits) => discreteGaussian(rational(p, q), bits),
            (bits) => paper.discreteGaussian(rational(p, q), bits),
          );
        },
      ),
    );
  });

  it("decide at the same numbers as the paper's form, to the last one, however large they are", () => {
    const paper = referenceSamplers();
    const large = fc.oneof(
      fc.bigInt(1n, 60n),
      fc.bigInt(2n ** 40n, 2n ** 56n),
      fc.bigInt(2n ** 50n, 2n ** 80n),
    );
    const cases = fc.oneof(
      fc
        .tuple(large, large)
        .filter(([p, q]) => p / q < 20n)
        .map(
          ([p, q]) =>
            (one: Samplers, bits: RandomBits) =>
              one.bernoulliExp(p, q, bits),
        ),
      fc.tuple(large, large).map(
        ([s, r]) =>
          (one: Samplers, bits: RandomBits) =>
            one.discreteLaplace(rational(s, r), bits),
      ),
      fc.tuple(large, fc.bigInt(1n, 3000n)).map(
        ([p, wide]) =>
          (one: Samplers, bits: RandomBits) =>
            one.discreteGaussian(rational(p, p / wide + 1n), bits),
      ),
      large.map((n) => (one: Samplers, bits: RandomBits) => one.below(n, bits)),
    );
    fc.assert(
      fc.property(cases, seeds, fc.nat(12), (draw, seed, at) => {
        /**
         * Returns the requested values and the result when draw number `at` gives `value` and the seed gives the
         * others.
         */
        const course = (one: Samplers, value: bigint) => {
          const source = seededBits(seed);
          const asked: number[] = [];
          const outcome = draw(one, (count) => {
            const random = source(count);
            return asked.push(count) - 1 === at ? value : random;
          });
          return { asked, text: `${asked.join(' ')}: ${outcome}` };
        };
        const count = course(paper, 0n).asked[at];
        if (count === undefined) return;
        const most = 2n ** BigInt(count) - 1n;
        for (const [from, to] of [
          [0n, most],
          [most, 0n],
        ] as const) {
          // Finds by bisection where the paper's form changes its course: the other must change there as well.
          let [same, other] = [from, to];
          const first = course(paper, from).text;
          if (course(paper, to).text === first) continue;
          while (same - other > 1n || other - same > 1n) {
            const middle = (same + other) / 2n;
            if (course(paper, middle).text === first) same = middle;
            else other = middle;
          }
          for (const value of [same, other])
            expect(course(SAMPLERS, value).text).toBe(course(paper, value).text);
        }
      }),
      { numRuns: rounds(40, 400) },
    );
  });

  it('draw wide noise by the same rules: sigma of a million, and a rational of large terms', () => {
    for (const [variance, sigma] of [
      [rational(10n ** 12n), 1e6],
      [rational(10n ** 40n + 1n, 10n ** 28n), 1e6],
    ] as const) {
      let inside = 0;
      for (let i = 0; i < 4000; i += 1)
        inside += Math.abs(Number(discreteGaussian(variance, bits))) < 0.6744898 * sigma ? 1 : 0;
      // Half of 4,000, six standard errors.
      expect(Math.abs(inside - 2000)).toBeLessThan(190);
    }
  });
});

describe('a uniform number below a bound', () => {
  it('is below it, and takes fewer than twice its bits on average', () => {
    fc.assert(
      fc.property(fc.oneof(whole(100n), whole(2n ** 200n)), seeds, (n, seed) => {
        const source = seededBits(seed);
        let used = 0;
        const counted = (count: number) => {
          used += count;
          return source(count);
        };
        for (let i = 0; i < 20; i += 1) {
          const drawn = below(n, counted);
          expect(drawn >= 0n && drawn < n).toBe(true);
        }
        expect(used).toBeLessThanOrEqual(20 * 4 * n.toString(2).length);
      }),
    );
  });

  it('is exactly uniform: equally many bit strings lead to each', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 64n), (n) => {
        const { decided } = enumerate((bits) => below(n, bits), 13);
        expect(decided.size).toBe(Number(n));
        expect(new Set(decided.values()).size).toBe(1);
      }),
      { numRuns: 30 },
    );
  });

  it('is refused below a bound of less than 1', () => {
    for (const n of [0n, -1n]) expect(() => below(n, bits)).toThrow(RangeError);
  });
});

describe('a rational chance', () => {
  it('has exactly its mass where the denominator is a power of two', () => {
    for (let p = 0n; p <= 16n; p += 1n) {
      const { decided, undecided } = enumerate((bits) => bernoulli(p, 16n, bits), 4);
      expect([decided.get(true) ?? 0, undecided]).toEqual([Number(p) / 16, 0]);
    }
  });

  it('draws nothing where it is certain', () => {
    const none = () => {
      throw new Error('bits were drawn');
    };
    expect([bernoulli(0n, 5n, none), bernoulli(5n, 5n, none)]).toEqual([false, true]);
  });

  it('is refused outside 0 to 1', () => {
    for (const [p, q] of [
      [-1n, 2n],
      [3n, 2n],
      [0n, 0n],
    ] as const)
      expect(() => bernoulli(p, q, bits)).toThrow(RangeError);
    for (const [p, q] of [
      [-1n, 2n],
      [1n, 0n],
      [1n, -2n],
    ] as const)
      expect(() => bernoulliExp(p, q, bits)).toThrow(RangeError);
  });
});

describe('noise', () => {
  it('is refused for a variance or scale that is not positive', () => {
    for (const [p, q] of [
      [0n, 1n],
      [-1n, 1n],
      [1n, 0n],
      [1n, -1n],
    ] as const) {
      expect(() => discreteGaussian({ numerator: p, denominator: q }, bits)).toThrow(RangeError);
      expect(() => discreteLaplace({ numerator: p, denominator: q }, bits)).toThrow(RangeError);
    }
  });

  it('is never drawn from a generator that is stuck: it fails, it does not hang', () => {
    const [zeros, ones] = [() => 0n, (count: number) => 2n ** BigInt(count) - 1n];
    for (const variance of [rational(25n), rational(10n ** 30n, 7n)]) {
      for (const stuck of [zeros, ones])
        expect(() => discreteGaussian(variance, stuck)).toThrow(/not random/);
    }
    expect(() => below(3n ** 40n, ones)).toThrow(/not random/);
  });
});
