/** Rounds a released figure to the precision that its interval supports, for readers. Stored figures stay unrounded. */
import type { ColumnKind } from './report.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface RoundedFigure extends Interval {
  /** Common divisor of all three. */
  readonly step: number;
}

/** Finest step shown per kind, whatever the interval. */
const FINEST_STEP: Readonly<Record<ColumnKind, number>> = {
  text: 1,
  day: 1,
  count: 1,
  seconds: 1,
  percent: 0.1,
  ratio: 0.01,
  money: 1,
};
const TIME_STEPS_SECONDS: readonly number[] = [1, 10, 60, 600, 3_600, 36_000, 360_000];

/**
 * Rounds to a step that the half-width of the interval supports (the wider side of an asymmetric one): the power of ten
 * below it, or half of that power where the half-width is less than twice the power. The value is rounded to the
 * nearest multiple and the ends outwards, so low <= value <= high still holds and no coverage is lost.
 */
export function roundToInterval(figure: Interval, type: ColumnKind): RoundedFigure {
  const half = Math.max(figure.high - figure.value, figure.value - figure.low);
  return roundToStep(
    figure,
    Math.max(FINEST_STEP[type], type === 'seconds' ? timeStep(half, figure.high) : decimalStep(half)),
  );
}

/** Rounds to a given step in the same way. */
export function roundToStep({ value, low, high }: Interval, step: number): RoundedFigure {
  const multiple = (times: number) => Number((times * step).toFixed(2)) + 0;
  return {
    value: multiple(Math.round(value / step)),
    low: multiple(Math.floor(low / step + slack(low / step))),
    high: multiple(Math.ceil(high / step - slack(high / step))),
    step,
  };
}

/** Maximum distance of doubles of tenths and hundredths from their multiple. */
const ROUNDING_ERROR = 1e-9;
/** The same for large numbers, which miss their multiple by as much as their own precision. */
const slack = (times: number) => ROUNDING_ERROR + Math.abs(times) * 2 ** -50;

function decimalStep(half: number): number {
  if (!(half > 0)) return 0;
  const power = Number(`1e${Math.floor(Math.log10(half) + ROUNDING_ERROR)}`);
  return power >= 10 && half < 2 * power ? power / 2 : power;
}

/** Seconds are shown in two units: no seconds beside hours, and no minutes beside hundreds of hours. */
function timeStep(half: number, high: number): number {
  const shown = high >= 360_000 ? 3_600 : high >= 3_600 ? 60 : 1;
  return Math.max(shown, TIME_STEPS_SECONDS.findLast((step) => step <= half + ROUNDING_ERROR) ?? 1);
}
