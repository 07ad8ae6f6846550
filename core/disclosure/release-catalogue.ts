/**
 * The released tables as the facts declare them, with their sensitivity, noise and cost for a profile and for the
 * bounds in force. It may not see a figure. It checks the sum of all shares whenever a catalogue is built.
 */
import type { Bounds, Fact, Measure, ReleasedTable } from '../facts/fact.ts';
import { resolveLimit } from '../facts/limit.ts';
import { PROFILES, THRESHOLD_DELTA, type Profile } from './profiles.ts';
import type { Rational } from './rational.ts';
import { computeThreshold } from './threshold.ts';
import { computeVariance } from './zcdp.ts';

/**
 * The version of the catalogue: which measures are drawn, from which tables, with which shares, and what their keys
 * mean. It changes whenever one of these does, and is recorded in every release.
 */
export const CATALOGUE_VERSION = '2026-12-01';

export interface MeasureSpec {
  /** The name, as in reports. */
  readonly name: string;
  readonly unit: Measure['unit'];
  /** Square of the L2 sensitivity over all cells of the table, to the addition or removal of one visitor-day. */
  readonly sensitivitySquared: bigint;
  readonly variance: Rational;
  /** Cost in billionths of rho, rounded up from the variance that is used. */
  readonly nanorho: number;
}

export interface TableSpec extends ReleasedTable {
  readonly fact: string;
  /** Maximum number of cells that one visitor-day touches, under the bounds in force. */
  readonly l0: number;
  /** Measures in the order of the fact; the first decides which open cells are released. */
  readonly measures: readonly MeasureSpec[];
  /**
   * For a table whose `outside` is `threshold`: the noisy count that releases a cell, and the delta that this costs.
   */
  readonly threshold?: { readonly least: number; readonly delta: number };
}

/** The declarations exceed the budget, or promise something impossible. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
}

/**
 * Returns the tables of one level, in the order of the facts. Throws a CatalogueError where the shares of all levels
 * exceed the profile.
 */
export function releaseCatalogue(
  facts: readonly Fact[],
  level: ReleasedTable['level'],
  bounds: Bounds,
  profile: Profile,
): readonly TableSpec[] {
  checkShares(facts);
  return facts.flatMap((fact) =>
    fact.released
      .filter((table) => table.level === level)
      .map((table) => specify(fact, table, bounds, profile)),
  );
}

/** Returns the total cost of these tables in billionths of rho. */
export function sumCosts(tables: readonly TableSpec[]): number {
  return tables.flatMap((table) => table.measures).reduce((sum, measure) => sum + measure.nanorho, 0);
}

function checkShares(facts: readonly Fact[]): void {
  let sum = 0;
  for (const fact of facts) {
    const tables = new Set(fact.released.map((table) => table.name));
    for (const measure of fact.measures) {
      for (const [table, share] of Object.entries(measure.share === 0 ? {} : measure.share)) {
        if (measure.exact === true)
          throw new CatalogueError(
            `${fact.name}.${measure.name} is exact and never leaves: its share must be 0`,
          );
        if (!tables.has(table))
          throw new CatalogueError(
            `${fact.name}.${measure.name} has a share in ${table}, which the fact does not release`,
          );
        if (!Number.isSafeInteger(share) || share <= 0)
          throw new CatalogueError(
            `${fact.name}.${measure.name}: a share is a whole number of millionths above 0`,
          );
        sum += share;
      }
    }
    for (const table of fact.released) {
      if (measuresIn(fact, table).length === 0)
        throw new CatalogueError(`${table.name} is released, but no measure has a share in it`);
      if (table.outside === 'fold' && table.touches !== 1)
        throw new CatalogueError(`${table.name} folds values: then a visitor-day may touch one cell only`);
      if (table.outside === 'threshold' && measuresIn(fact, table)[0]?.linf !== 1)
        throw new CatalogueError(
          `${table.name} has a threshold: its first measure must count a visitor-day once a cell`,
        );
    }
  }
  if (sum > PROFILES.default.microrho)
    throw new CatalogueError(
      `the shares add up to ${sum} millionths of rho, ${sum - PROFILES.default.microrho} more than the budget of ${PROFILES.default.microrho}`,
    );
}

function measuresIn(fact: Fact, table: ReleasedTable): readonly Measure[] {
  return fact.measures.filter((measure) => measure.share !== 0 && measure.share[table.name] !== undefined);
}

function specify(fact: Fact, table: ReleasedTable, bounds: Bounds, profile: Profile): TableSpec {
  const l0 = resolveLimit(table.touches, bounds, 0);
  const measures = measuresIn(fact, table).map((measure) =>
    specifyMeasure(measure, table, l0, bounds, profile),
  );
  const first = measures[0];
  const threshold =
    table.outside === 'threshold' && first !== undefined
      ? computeThreshold({ variance: varianceNumber(first.variance), l0, linf: 1, delta: THRESHOLD_DELTA })
      : undefined;
  return {
    ...table,
    fact: fact.name,
    l0,
    measures,
    ...(threshold === undefined ? {} : { threshold: { least: threshold.threshold, delta: threshold.delta } }),
  };
}

/**
 * Specifies a measure: rho = Delta^2 / (2 sigma^2) (CKS20 theorem 4), Delta^2 at most L0 Linf^2, or L1 Linf where L1
 * bounds all cells together.
 */
function specifyMeasure(
  measure: Measure,
  table: ReleasedTable,
  l0: number,
  bounds: Bounds,
  profile: Profile,
): MeasureSpec {
  const linf = resolveLimit(measure.linf ?? 0, bounds, 0);
  const l1 = measure.l1 === undefined ? l0 * linf : resolveLimit(measure.l1, bounds, 0);
  const sensitivitySquared = BigInt(Math.min(l0 * linf, l1)) * BigInt(linf);
  const share = measure.share === 0 ? 0 : (measure.share[table.name] ?? 0);
  const budget = {
    numerator: BigInt(share) * BigInt(profile.microrho),
    denominator: 1_000_000n * BigInt(PROFILES.default.microrho),
  };
  const variance = computeVariance(sensitivitySquared, budget);
  const spent = sensitivitySquared * variance.denominator * 1_000_000_000n;
  const per = 2n * variance.numerator;
  return {
    name: measure.releasedAs ?? measure.name,
    unit: measure.unit,
    sensitivitySquared,
    variance,
    nanorho: Number((spent + per - 1n) / per),
  };
}

/** Returns a variance as a number; those of the catalogue are whole. */
export function varianceNumber(variance: Rational): number {
  return Number(variance.numerator) / Number(variance.denominator);
}
