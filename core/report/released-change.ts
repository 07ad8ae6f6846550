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
  now: ComparisonSide,
  then: ComparisonSide,
): ReleasedFigure | null {
  if (now.figure === null || then.figure === null) return null;
  if (column.type === 'percent') return difference(now.figure, then.figure);
  const { quotient } = column;
  if (quotient !== undefined && quotient.denominator !== TOTALS.days) return null;
  const name = quotient?.numerator ?? column.name;
  const [over, under] = [now.estimates.figures[name], then.estimates.figures[name]];
  if (over === undefined || under === undefined || under.value < 0) return null;
  const interval = ratioInterval(over, under);
  if (interval === undefined) return null;
  const factor = quotient === undefined ? 1 : then.estimates.days / now.estimates.days;
  const percent = (ratio: number) => Math.max(-100, round((ratio * factor - 1) * 100));
  return { value: percent(interval.ratio), low: percent(interval.low), high: percent(interval.high) };
}

function difference(now: ReleasedFigure, then: ReleasedFigure): ReleasedFigure {
  const value = now.value - then.value;
  const down = Math.hypot(now.value - now.low, then.high - then.value);
  const up = Math.hypot(now.high - now.value, then.value - then.low);
  return { value: round(value), low: round(value - down), high: round(value + up) };
}
