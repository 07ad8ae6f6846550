/**
 * Formats released figures and changes in words, rounded to their interval. It may not print a figure without its
 * interval.
 */
import type { ReportColumn } from '#core/report/report';
import {
  roundToInterval,
  roundToStep,
  type Interval,
  type RoundedFigure,
} from '#core/report/round-to-interval';
import { formatSeconds } from './format-cell.ts';

export const TOO_UNCERTAIN = 'too uncertain to say';
export const NO_CLEAR_CHANGE = 'no clear change';

export interface FigureWords {
  /** `about`, `at most` or `at least`; empty if nothing can be said. */
  readonly qualifier: string;
  /** The figure, as `1,200`, or the statement that nothing can be said. */
  readonly value: string;
  /** The interval, as `1,170 to 1,230`; empty if `qualifier` already says all of it. */
  readonly interval: string;
}

type Kind = Pick<ReportColumn, 'type' | 'unit'>;

/**
 * Returns the words for a figure: `at most` if it may be zero, `too uncertain to say` if nothing is known or its
 * interval has no end. `lower` is a figure beside it that is never larger.
 */
export function figureWords(
  column: Kind,
  figure: Interval | null,
  locale: string,
  lower?: Interval,
): FigureWords {
  const unknown = { qualifier: '', value: TOO_UNCERTAIN, interval: '' };
  if (figure === null) return unknown;
  const rounded = roundAbove(figure, column, lower);
  const number = (value: number) => withUnit(column, value, rounded.step, locale);
  const full = column.type === 'percent' && rounded.high >= 100;
  if (rounded.high <= 0 || (rounded.low <= 0 && full)) return unknown;
  if (rounded.low <= 0) return { qualifier: 'at most', value: number(rounded.high), interval: '' };
  if (full) return { qualifier: 'at least', value: number(rounded.low), interval: '' };
  return { qualifier: 'about', value: number(rounded.value), interval: range(column, rounded, locale) };
}

/** Formats a figure as `about 1,200 (1,170 to 1,230)`. */
export function figureText(column: Kind, figure: Interval | null, locale: string, lower?: Interval): string {
  const { qualifier, value, interval } = figureWords(column, figure, locale, lower);
  return [qualifier, value, interval === '' ? '' : `(${interval})`].filter((word) => word !== '').join(' ');
}

/** Formats a figure without `about`, for drawings whose caption says it. */
export function shortText(column: Kind, figure: Interval | null, locale: string): string {
  return figureText(column, figure, locale).replace(/^about /, '');
}

/** Whether 0 lies outside the interval, so that there was a change. */
export function isClear(change: Interval): boolean {
  return change.low > 0 || change.high < 0;
}

/** Formats a change as `+12 % (+10 to +14 %)`, `no clear change` or `too uncertain to say`. */
export function changeText(
  column: Pick<ReportColumn, 'unit'>,
  change: Interval | null,
  locale: string,
): string {
  if (change === null) return TOO_UNCERTAIN;
  if (!isClear(change)) return NO_CLEAR_CHANGE;
  const { value, low, high, step } = roundAwayFromZero(change);
  const signed = (percentage: number) =>
    `${percentage > 0 ? '+' : percentage < 0 ? '−' : ''}${formatNumber(Math.abs(percentage), step, locale)}`;
  const unit = column.unit === 'points' ? 'points' : '%';
  return `${signed(value)} ${unit} (${signed(low)} to ${signed(high)} ${unit})`;
}

/** Formats the size of a change as `about 12 % (10 to 14 %)`; the sentence around it gives the direction. */
export function changeSize(change: Interval, locale: string): string {
  const { value, low, high, step } = roundAwayFromZero(change);
  const [least, most] = value < 0 ? [-high, -low] : [low, high];
  return `about ${formatNumber(Math.abs(value), step, locale)} % (${formatNumber(least, step, locale)} to ${formatNumber(most, step, locale)} %)`;
}

/** Rounds a figure; as finely as the one that is never larger, where rounding would make it the smaller of the two. */
function roundAbove(figure: Interval, { type }: Kind, lower: Interval | undefined): RoundedFigure {
  const rounded = roundToInterval(figure, type);
  if (lower === undefined) return rounded;
  const least = roundToInterval(lower, type);
  return rounded.value < least.value ? roundToStep(figure, Math.min(rounded.step, least.step)) : rounded;
}

/** Rounds a change so that a clear one stays clear: uses a finer step if an end would be rounded to 0. */
function roundAwayFromZero(change: Interval): RoundedFigure {
  let rounded = roundToInterval(change, 'percent');
  for (let step = 1; step >= 0.01 && !isClear(rounded); step /= 10)
    rounded = roundToStep(change, Math.min(step, rounded.step));
  return rounded;
}

function range(column: Kind, { low, high, step }: RoundedFigure, locale: string): string {
  const first =
    column.type === 'percent' ? formatNumber(low, step, locale) : withUnit(column, low, step, locale);
  return `${first} to ${withUnit(column, high, step, locale)}`;
}

function withUnit(column: Kind, value: number, step: number, locale: string): string {
  if (column.type === 'seconds') return formatSeconds(value, locale);
  if (column.type === 'percent') return `${formatNumber(value, step, locale)} %`;
  if (column.type === 'money') return `${formatNumber(value, step, locale)} ${column.unit ?? ''}`.trim();
  return formatNumber(value, step, locale);
}

function formatNumber(value: number, step: number, locale: string): string {
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(value + 0);
}
