/**
 * Computes the change of a released figure from an earlier one, with its interval. It may not say whether the change is
 * clear: readers see whether 0 lies inside.
 */
import { ratioInterval } from '../disclosure/ratio-interval.ts';
import { TOTALS, type ColumnDefinition } from './definition.ts';
import { round } from './figure.ts';
import type { ReleasedFigure, RowEstimates } from './released-figure.ts';

/** One side of a comparison. */
export interface ComparisonSide {
  readonly figure: ReleasedFigure | null;
  readonly estimates: RowEstimates;
}

/**
 * Returns the change. For counts and counts per day it is in percent, by Fieller; for percentages it is the difference
 * in points, whose interval follows from both intervals by the square-and-add rule (Zou and Donner 2008,
 * 10.1002/sim.3095). It is cut at -100 %: nothing is counted below 0. Null for other quotients, where no bounded
 * interval exists, or where the earlier figure lies below 0.
 */
export function releasedChange(
  column: ColumnDefinition,
  current: ComparisonSide,
  earlier: ComparisonSide,
): ReleasedFigure | null {
  if (current.figure === null || earlier.figure === null) return null;
  if (column.type === 'percent') return difference(current.figure, earlier.figure);
  const { quotient } = column;
  if (quotient !== undefined && quotient.denominator !== TOTALS.days) return null;
  const name = quotient?.numerator ?? column.name;
  const [over, under] = [current.estimates.figures[name], earlier.estimates.figures[name]];
  if (over === undefined || under === undefined || under.value < 0) return null;
  const interval = ratioInterval(over, under);
  if (interval === undefined) return null;
  const factor = quotient === undefined ? 1 : earlier.estimates.days / current.estimates.days;
  const percent = (ratio: number) => Math.max(-100, round((ratio * factor - 1) * 100));
  return { value: percent(interval.ratio), low: percent(interval.low), high: percent(interval.high) };
}

function difference(current: ReleasedFigure, earlier: ReleasedFigure): ReleasedFigure {
  const value = current.value - earlier.value;
  const down = Math.hypot(current.value - current.low, earlier.high - earlier.value);
  const up = Math.hypot(current.high - current.value, earlier.value - earlier.low);
  return { value: round(value), low: round(value - down), high: round(value + up) };
}
