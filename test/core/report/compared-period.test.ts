/** What a period is compared with: a period under way by day, any other as a whole. */
import { describe, expect, it } from 'vitest';
import { comparedPeriod, isWholeThrough } from '#core/report/compared-period';
import { daysIn, parsePeriod } from '#core/report/period';

const compared = (
  text: string,
  today: string,
  lastDay: string,
  against: 'previous' | 'year' = 'previous',
) => {
  const period = parsePeriod(text, today);
  if (period === undefined) throw new RangeError(text);
  const { period: other, through } = comparedPeriod(period, against, {
    days: daysIn({ from: '2025-06-01', to: lastDay }),
    today,
  });
  return `${other.from} ${other.to} ${through ?? 'whole'}`;
};

describe('the period to compare with', () => {
  it.each([
    ['a month under way', '2026-12', '2026-12-11', '2026-12-10', '2026-11-01 2026-11-10 2026-12-10'],
    ['its first day', '2026-12', '2026-12-02', '2026-12-01', '2026-11-01 2026-11-01 2026-12-01'],
    [
      'a longer month than the one before',
      '2026-03',
      '2026-03-31',
      '2026-03-30',
      '2026-02-01 2026-02-28 2026-03-30',
    ],
    ['a week under way', '2026-W50', '2026-12-10', '2026-12-09', '2026-11-30 2026-12-02 2026-12-09'],
    ['a quarter under way', '2026-Q4', '2026-12-11', '2026-12-10', '2026-07-01 2026-09-09 2026-12-10'],
    ['a month that is over', '2026-11', '2026-12-11', '2026-12-10', '2026-10-01 2026-10-31 whole'],
    [
      'a month that is over and lacks days',
      '2026-11',
      '2026-12-11',
      '2026-11-20',
      '2026-10-01 2026-10-31 whole',
    ],
    [
      'a month that nobody has figures of',
      '2026-12',
      '2026-12-11',
      '2026-11-30',
      '2026-11-01 2026-11-30 whole',
    ],
  ])('of %s', (_what, text, today, lastDay, expected) => {
    expect(compared(text, today, lastDay)).toBe(expected);
  });

  it('is the same stretch a year earlier where asked', () => {
    expect(compared('2026-12', '2026-12-11', '2026-12-10', 'year')).toBe('2025-12-01 2025-12-10 2026-12-10');
  });
});

it('a period is whole up to a day where no day before it lacks figures', () => {
  const part = { state: 'partial', days: { missing: ['2026-12-11', '2026-12-12'] } } as const;
  expect(isWholeThrough(part, '2026-12-10')).toBe(true);
  expect(isWholeThrough(part, '2026-12-11')).toBe(false);
  expect(isWholeThrough(part, undefined)).toBe(false);
});
