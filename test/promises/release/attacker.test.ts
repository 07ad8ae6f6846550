/**
 * An attacker who has every release of a year, the code, and every visitor-day but one, and asks whether that one was
 * there. The best possible test (likelihood ratio, by Neyman and Pearson) must stay within the printed epsilon; against
 * noise drawn afresh for each question the same test must not.
 */
import { describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { discreteGaussian } from '#core/disclosure/discrete-gaussian';
import { drawTable } from '#core/disclosure/draw-table';
import { REPORTED_DELTA, PROFILES } from '#core/disclosure/profiles';
import {
  sumCosts,
  releaseCatalogue,
  varianceNumber,
  type TableSpec,
} from '#core/disclosure/release-catalogue';
import { listedNames } from '#core/disclosure/listed-names';
import { publicCells } from '#core/disclosure/vocabularies';
import { epsilonOf } from '#core/disclosure/zcdp';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { seededBits } from '../../support/seeded-bits.ts';
import { rounds } from '../../support/full-length.ts';

const paths = Array.from({ length: 10 }, (_, index) => `/p/${index}`);
const topics = ['A', 'B', 'C'];
const goals = ['signup', 'inquiry', 'trial'];
const site = compileConfig(
  parseConfig(
    JSON.stringify({
      sites: [
        {
          id: 's',
          hosts: ['s.example'],
          published: paths,
          topics: topics.map((name) => ({ name, paths: [`/${name}`] })),
          goals,
          campaigns: ['spring'],
        },
      ],
    }),
  ),
).site('s');
if (site === undefined) throw new Error('no site');

/** The heaviest visitor-day that the bounds allow: it reaches every one of them. */
const one = (value: string): SqlRow[] => [{ value, visitors: 1 }];
const by = (subjects: readonly string[], key: string): SqlRow[] =>
  subjects.flatMap((subject) => [
    { [key]: subject, dimension: 'country', value: 'DE', visitors: 1 },
    { [key]: subject, dimension: 'medium', value: 'search', visitors: 1 },
  ]);
const TARGET: Readonly<Record<string, readonly SqlRow[]>> = {
  days: [{ visitors: 1, visits: 3, page_views: 10 }],
  total: [{ visitors: 1, visits: 3, page_views: 10, engaged_seconds: 600, single_page_visitors: 1 }],
  pages: paths.map((path) => ({ path, visitors: 1, page_views: 2 })),
  landings: [{ path: '/p/0', visitors: 1 }],
  sources: [{ source: 'Google', medium: 'search', visitors: 1 }],
  referrers: [{ referrer: 'google.com', visits: 1 }],
  campaigns: [{ campaign: 'spring', visitors: 1 }],
  countries: one('DE'),
  languages: one('de'),
  devices: one('desktop'),
  browsers: one('Firefox'),
  systems: one('Linux'),
  screens: one('1440+'),
  depth: one('6-10'),
  hours: [9, 10, 11].map((hour) => ({ weekday: 1, hour, visitors: 1 })),
  topics: topics.map((topic) => ({ topic, visitors: 1 })),
  topics_by: by(topics, 'topic'),
  goals: goals.map((goal) => ({ goal, visitors: 1 })),
  goals_by: by(goals, 'goal'),
  names: goals.map((name) => ({ name, visitors: 1 })),
};

const specs = (['day', 'month'] as const).flatMap((level) =>
  releaseCatalogue(FACTS, level, DEFAULT_BOUNDS, PROFILES.default),
);

/**
 * Cells that the target does not touch reveal nothing about it: their noise is independent and equally distributed in
 * both worlds.
 */
function touched(spec: TableSpec): { cells: ReturnType<typeof publicCells>; rows: readonly SqlRow[] } {
  const rows = TARGET[spec.name] ?? [];
  return {
    rows,
    cells: publicCells(spec.cells, listedNames(site as NonNullable<typeof site>)).filter((keys) =>
      rows.some((row) => spec.keys.every((key, index) => row[key] === keys[index])),
    ),
  };
}
const plan = specs.map((spec) => ({ spec, ...touched(spec) }));

/**
 * Returns the log likelihood ratio of the two worlds over everything released; the contribution of others is known and
 * subtracted.
 */
function statistic(isThere: boolean, bits: ReturnType<typeof seededBits>): number {
  let ratio = 0;
  for (const { spec, cells, rows } of plan) {
    const drawn = drawTable(spec, isThere ? rows : [], cells, (variance) => discreteGaussian(variance, bits));
    for (const cell of drawn.cells) {
      const mine = rows.find((row) => spec.keys.every((key, index) => row[key] === cell.keys[index]));
      for (const measure of spec.measures) {
        const added = Number(mine?.[measure.name] ?? 0);
        ratio +=
          (2 * (cell.noisy[measure.name] ?? 0) * added - added * added) /
          (2 * varianceNumber(measure.variance));
      }
    }
  }
  return ratio;
}

/** Counts how often the attacker says "there" in each world; `asks` answers are drawn for each guess and added up. */
function rates(runs: number, asks: number, seed: number): { readonly right: number; readonly wrong: number } {
  const bits = seededBits(seed);
  const guess = (isThere: boolean) =>
    Array.from({ length: asks }, () => statistic(isThere, bits)).reduce((sum, value) => sum + value, 0) > 0;
  const rate = (isThere: boolean) =>
    Array.from({ length: runs }, () => guess(isThere)).filter(Boolean).length / runs;
  return { right: rate(true), wrong: rate(false) };
}

describe('an attacker who knows everything but one visitor-day', () => {
  const rho = sumCosts(specs) * 1e-9;
  const epsilon = epsilonOf(rho, REPORTED_DELTA);
  /**
   * Returns the maximum of right minus wrong guesses for anybody against (epsilon, delta) (Kairouz, Oh and Viswanath
   * 2015, 1311.0776).
   */
  const mostAdvantage = (Math.exp(epsilon) - 1 + 2 * REPORTED_DELTA) / (Math.exp(epsilon) + 1);

  it('faces a target that reaches every bound: the two worlds are as far apart as the whole budget allows', () => {
    const separation = plan.reduce(
      (sum, { spec, cells, rows }) =>
        sum +
        spec.measures.reduce(
          (all, measure) =>
            all +
            (cells.length * Number(rows[0]?.[measure.name] ?? 0) ** 2) / varianceNumber(measure.variance),
          0,
        ),
      0,
    );
    expect(separation / 2).toBeCloseTo(rho, 6);
    expect(epsilon).toBeLessThan(2);
  });

  it('gains nothing over the stated epsilon, and no more than the noise lets through', () => {
    const runs = rounds(1_000, 3_000);
    const { right, wrong } = rates(runs, 1, 1);
    // Hoeffding: a rate is within this of its mean, but for a probability of 1e-6.
    const slack = Math.sqrt(Math.log(2e6) / (2 * runs));
    expect(right - slack - Math.exp(epsilon) * (wrong + slack)).toBeLessThanOrEqual(REPORTED_DELTA);
    // 2 Phi(sqrt(2 rho) / 2) - 1 = .153 for noise of the right size; noise of half the size would give .30.
    expect(Math.abs(right - wrong - 0.153)).toBeLessThan(0.07);
  });

  it('would find the visitor if each question were answered with fresh noise: a hundred answers break the stated epsilon', () => {
    const { right, wrong } = rates(rounds(8, 24), 100, 3);
    expect(right - wrong).toBeGreaterThan(mostAdvantage);
  });
});
