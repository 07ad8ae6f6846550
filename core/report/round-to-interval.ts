/**
 * A released figure rounded to what its interval supports, for people to read. It may not word it, nor touch what is
 * stored.
 */
import type { ColumnKind } from './report.ts';

export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface RoundedFigure extends Interval {
  /** All three are multiples of it. */
  readonly step: number;
}

/** Finest step shown of each kind, whatever the interval. */
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
 * Rounded to a step that the interval's half-width (of a lopsided one the wider side) supports: the power of ten below
 * it, or five times the next lower one where the half-width is less than two of the former. The value goes to the
 * nearest multiple and the ends outwards: low <= value <= high stays, and no coverage is lost.
 */
export function roundToInterval(figure: Interval, type: ColumnKind): RoundedFigure {
  const half = Math.max(figure.high - figure.value, figure.value - figure.low);
  return roundToStep(
    figure,
    Math.max(FINEST_STEP[type], type === 'seconds' ? timeStep(half, figure.high) : decimalStep(half)),
  );
}

/** The same to a given step. */
export function roundToStep({ value, low, high }: Interval, step: number): RoundedFigure {
  const multiple = (times: number) => Number((times * step).toFixed(2)) + 0;
  return {
    value: multiple(Math.round(value / step)),
    low: multiple(Math.floor(low / step + slack(low / step))),
    high: multiple(Math.ceil(high / step - slack(high / step))),
    step,
  };
}

/** Doubles of tenths and hundredths miss their multiple by less than this. */
const TINY = 1e-9;
/** Of large ones by as much as their own precision. */
const slack = (times: number) => TINY + Math.abs(times) * 2 ** -50;

function decimalStep(half: number): number {
  if (!(half > 0)) return 0;
  const power = Number(`1e${Math.floor(Math.log10(half) + TINY)}`);
  return power >= 10 && half < 2 * power ? power / 2 : power;
}

/** Seconds are read in two units: beside hours none are shown, beside hundreds of hours no minutes. */
function timeStep(half: number, high: number): number {
  const shown = high >= 360_000 ? 3_600 : high >= 3_600 ? 60 : 1;
  return Math.max(shown, TIME_STEPS_SECONDS.findLast((step) => step <= half + TINY) ?? 1);
}
