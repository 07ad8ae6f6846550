/** Formats one cell for people. It may not round beyond what is shown. */
import type { Cell, ReportColumn } from '#core/report/report';
import { toPrintable } from './terminal-text.ts';

export const NO_FIGURE = '–';

/** Formats numbers with the separators of the locale, seconds as `3 min 20 s`, shares as `4.2 %`. */
export function formatCell(column: ReportColumn, cell: Cell, locale = 'en'): string {
  if (cell === null) return NO_FIGURE;
  if (typeof cell === 'string') return toPrintable(cell);
  switch (column.type) {
    case 'seconds':
      return formatSeconds(cell, locale);
    case 'percent':
      return `${column.name.endsWith('_change') && cell > 0 ? '+' : ''}${formatDecimal(cell, 1, locale)} ${column.unit === 'points' ? 'pts' : '%'}`;
    case 'ratio':
      return formatDecimal(cell, 2, locale);
    case 'money':
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: column.unit ?? 'EUR',
        currencyDisplay: 'code',
      }).format(cell);
    default:
      return new Intl.NumberFormat(locale).format(cell);
  }
}

/** Formats seconds in the two largest units that are not zero. */
export function formatSeconds(seconds: number, locale = 'en'): string {
  const whole = Math.round(seconds);
  const count = new Intl.NumberFormat(locale);
  const [h, min, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (h > 0) return min > 0 && h < 100 ? `${count.format(h)} h ${min} min` : `${count.format(h)} h`;
  if (min > 0) return s > 0 ? `${min} min ${s} s` : `${min} min`;
  return `${s} s`;
}

function formatDecimal(value: number, digits: number, locale: string): string {
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits === 1 ? 1 : 0,
    maximumFractionDigits: digits,
  }).format(value);
}
