/**
 * A released figure with its interval: counts by the exact discrete Gaussian, quotients by Fieller. Rounding for
 * readers happens elsewhere.
 */
import type { Estimate } from '../disclosure/consistency.ts';
import { halfWidth } from '../disclosure/discrete-normal.ts';
import { COVERAGE } from '../disclosure/profiles.ts';
import { ratioInterval } from '../disclosure/ratio-interval.ts';
import { TOTALS, type ColumnDefinition } from './definition.ts';
import { round } from './figure.ts';

/** A figure cut at 0 for display: nothing is counted below it. */
export interface ReleasedFigure {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The estimates from which a column of a row is computed. */
export interface RowEstimates {
  readonly figures: Readonly<Record<string, Estimate>>;
  /** The site's visitor-days. */
  readonly visitors: Estimate | undefined;
  /** Covariance of the row's first measure with the site's visitor-days. */
  readonly covariance: number;
  readonly days: number;
}

/** Returns a whole number and its interval. */
export function countFigure({ value, variance }: Estimate): ReleasedFigure {
  const half = halfWidth(variance, COVERAGE);
  return {
    value: Math.max(0, Math.round(value)),
    low: Math.max(0, Math.ceil(value - half)),
    high: Math.max(0, Math.floor(value + half)),
  };
}

/**
 * Returns the figure of a column; undefined where a part of it is not released, null where its interval is unbounded or
 * its divisor lies below zero.
 */
export function releasedFigure(
  column: ColumnDefinition,
  row: RowEstimates,
): ReleasedFigure | null | undefined {
  const { quotient } = column;
  if (quotient === undefined) {
    const estimate = row.figures[column.name];
    return estimate === undefined ? undefined : countFigure(estimate);
  }
  const over = row.figures[quotient.numerator];
  if (over === undefined) return undefined;
  const scale = quotient.scale ?? 1;
  const under = quotient.denominator === TOTALS.days ? row.days : quotient.denominator;
  if (typeof under === 'number') return under === 0 ? null : scaled(over, scale / under);
  const divisor = under === TOTALS.visitors ? row.visitors : row.figures[under];
  if (divisor === undefined) return undefined;
  // Below zero by noise alone: the quotient would have the wrong sign, or two wrong signs that cancel.
  if (divisor.value < 0) return null;
  const interval = ratioInterval(over, divisor, under === TOTALS.visitors ? row.covariance : 0);
  if (interval === undefined) return null;
  const most = column.type === 'percent' ? 100 : Infinity;
  const cut = (value: number) => Math.min(most, Math.max(0, round(value * scale)));
  return { value: cut(interval.ratio), low: cut(interval.low), high: cut(interval.high) };
}

function scaled({ value, variance }: Estimate, factor: number): ReleasedFigure {
  const half = halfWidth(variance, COVERAGE);
  const cut = (bound: number) => Math.max(0, round(bound * factor));
  return { value: cut(value), low: cut(value - half), high: cut(value + half) };
}
