/**
 * Released figures and changes in words: rounded to their interval, which stands beside them. It may not print a figure
 * without it.
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
  /** `about`, `at most`, `at least`; empty where nothing can be said. */
  readonly qualifier: string;
  /** `1,200`; where nothing can be said, that. */
  readonly value: string;
  /** `1,170 to 1,230`; empty where `how` says all of it. */
  readonly interval: string;
}

type Kind = Pick<ReportColumn, 'type' | 'unit'>;

/**
 * A figure that may be nothing reads `at most`; one of which nothing is known, or whose interval has no end, `too
 * uncertain to say`.
 */
export function figureWords(column: Kind, figure: Interval | null, locale: string): FigureWords {
  const unknown = { qualifier: '', value: TOO_UNCERTAIN, interval: '' };
  if (figure === null) return unknown;
  const rounded = roundToInterval(figure, column.type);
  const number = (value: number) => withUnit(column, value, rounded.step, locale);
  const full = column.type === 'percent' && rounded.high >= 100;
  if (rounded.high <= 0 || (rounded.low <= 0 && full)) return unknown;
  if (rounded.low <= 0) return { qualifier: 'at most', value: number(rounded.high), interval: '' };
  if (full) return { qualifier: 'at least', value: number(rounded.low), interval: '' };
  return { qualifier: 'about', value: number(rounded.value), interval: range(column, rounded, locale) };
}

/** `about 1,200 (1,170 to 1,230)` */
export function figureText(column: Kind, figure: Interval | null, locale: string): string {
  const { qualifier, value, interval } = figureWords(column, figure, locale);
  return [qualifier, value, interval === '' ? '' : `(${interval})`].filter((word) => word !== '').join(' ');
}

/** The same without `about`, for drawings whose caption says it. */
export function shortText(column: Kind, figure: Interval | null, locale: string): string {
  return figureText(column, figure, locale).replace(/^about /, '');
}

/** Whether 0 lies outside the interval: then there was a change. */
export function isClear(change: Interval): boolean {
  return change.low > 0 || change.high < 0;
}

/** `+12 % (+10 to +14 %)`, `no clear change`, or that nothing can be said. */
export function changeText(
  column: Pick<ReportColumn, 'unit'>,
  change: Interval | null,
  locale: string,
): string {
  if (change === null) return TOO_UNCERTAIN;
  if (!isClear(change)) return NO_CLEAR_CHANGE;
  const { value, low, high, step } = roundAwayFromZero(change);
  const signed = (one: number) =>
    `${one > 0 ? '+' : one < 0 ? '−' : ''}${formatNumber(Math.abs(one), step, locale)}`;
  const unit = column.unit === 'points' ? 'points' : '%';
  return `${signed(value)} ${unit} (${signed(low)} to ${signed(high)} ${unit})`;
}

/** `about 12 % (10 to 14 %)`, without its direction, which the sentence says. */
export function changeSize(change: Interval, locale: string): string {
  const { value, low, high, step } = roundAwayFromZero(change);
  const [least, most] = value < 0 ? [-high, -low] : [low, high];
  return `about ${formatNumber(Math.abs(value), step, locale)} % (${formatNumber(least, step, locale)} to ${formatNumber(most, step, locale)} %)`;
}

/** A clear change stays one when rounded: where an end would be rounded to 0, a finer step is taken. */
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
