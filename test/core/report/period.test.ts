import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  daysIn,
  isDay,
  isoWeekday,
  isoWeekOf,
  parsePeriod,
  parseRange,
  periodAround,
  previousPeriod,
  groupRuns,
  samePeriodLastYear,
  type PeriodKind,
} from '#core/report/period';
import { addDays } from '#core/time/zone';

const span = (text: string, today = '2026-11-23') => {
  const period = parsePeriod(text, today);
  return period === undefined ? undefined : `${period.kind} ${period.from} ${period.to}`;
};

test('each written form is read', () => {
  expect(span('2026-11-23')).toBe('day 2026-11-23 2026-11-23');
  expect(span('2026-W47')).toBe('week 2026-11-16 2026-11-22');
  expect(span('2026-11')).toBe('month 2026-11-01 2026-11-30');
  expect(span('2024-02')).toBe('month 2024-02-01 2024-02-29');
  expect(span('2026-Q4')).toBe('quarter 2026-10-01 2026-12-31');
  expect(span('2026')).toBe('year 2026-01-01 2026-12-31');
});

test('the last ones are complete ones before today', () => {
  expect(span('last-week')).toBe('week 2026-11-16 2026-11-22');
  expect(span('last-month')).toBe('month 2026-10-01 2026-10-31');
  expect(span('last-quarter')).toBe('quarter 2026-07-01 2026-09-30');
  expect(span('last-year')).toBe('year 2025-01-01 2025-12-31');
  expect(span('last-month', '2026-01-01')).toBe('month 2025-12-01 2025-12-31');
});

test('today, yesterday and the last days are counted back from today, the last days without it', () => {
  expect(span('today')).toBe('day 2026-11-23 2026-11-23');
  expect(span('yesterday', '2026-03-01')).toBe('day 2026-02-28 2026-02-28');
  expect(span('last-7-days')).toBe('range 2026-11-16 2026-11-22');
  expect(span('last-30-days', '2026-01-10')).toBe('range 2025-12-11 2026-01-09');
  expect(span('last-1-days')).toBe('day 2026-11-22 2026-11-22');
  expect(span('last-366-days')).toBe('range 2025-11-22 2026-11-22');
});

test('weeks are those of ISO 8601 at the turn of the year', () => {
  expect(span('2026-W01')).toBe('week 2025-12-29 2026-01-04');
  expect(span('2020-W53')).toBe('week 2020-12-28 2021-01-03');
  expect(span('2021-W53')).toBeUndefined();
  expect(span('2026-W00')).toBeUndefined();
  expect(isoWeekOf('2021-01-01')).toEqual({ year: 2020, week: 53 });
});

test.each([
  '',
  '2026-13',
  '2026-00',
  '2026-02-30',
  '2026-W54',
  '2026-Q5',
  '26',
  'last-day',
  'last-0-days',
  'last-367-days',
  'last-07-days',
  'last-days',
  'Today',
  '2026-11-23 ',
  '2026-1-1',
  '0000',
])('%o is no period', (text) => {
  expect(span(text)).toBeUndefined();
});

test('a range has two days of the calendar, the earlier one first', () => {
  expect(parseRange('2026-11-01', '2026-11-03')).toEqual({
    kind: 'range',
    from: '2026-11-01',
    to: '2026-11-03',
  });
  expect(parseRange('2026-11-01', '2026-11-01')?.kind).toBe('day');
  expect(parseRange('2026-11-03', '2026-11-01')).toBeUndefined();
  expect(parseRange('2026-11-31', '2026-12-01')).toBeUndefined();
});

test('the previous period is one of the same kind, and that of a range has as many days', () => {
  expect(previousPeriod({ kind: 'month', from: '2026-03-01', to: '2026-03-31' })).toEqual({
    kind: 'month',
    from: '2026-02-01',
    to: '2026-02-28',
  });
  expect(previousPeriod({ kind: 'range', from: '2026-11-02', to: '2026-11-04' })).toEqual({
    kind: 'range',
    from: '2026-10-30',
    to: '2026-11-01',
  });
});

test('a year earlier keeps month, quarter and number of the week', () => {
  expect(samePeriodLastYear({ kind: 'month', from: '2024-02-01', to: '2024-02-29' })).toEqual({
    kind: 'month',
    from: '2023-02-01',
    to: '2023-02-28',
  });
  expect(samePeriodLastYear({ kind: 'week', from: '2026-11-16', to: '2026-11-22' })).toEqual({
    kind: 'week',
    from: '2025-11-17',
    to: '2025-11-23',
  });
  expect(samePeriodLastYear({ kind: 'week', from: '2020-12-28', to: '2021-01-03' })).toEqual({
    kind: 'week',
    from: '2019-12-23',
    to: '2019-12-29',
  });
  expect(samePeriodLastYear({ kind: 'day', from: '2024-02-29', to: '2024-02-29' })).toEqual({
    kind: 'day',
    from: '2023-02-28',
    to: '2023-02-28',
  });
});

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));
const anyKind = fc.constantFrom<PeriodKind>('day', 'week', 'month', 'quarter', 'year');

test('periods of a kind follow each other without gap or overlap, and hold their days', () => {
  fc.assert(
    fc.property(anyDay, anyKind, (day, kind) => {
      const period = periodAround(kind, day);
      expect(period.from <= day && day <= period.to).toBe(true);
      expect(addDays(previousPeriod(period).to, 1)).toBe(period.from);
      expect(periodAround(kind, period.to)).toEqual(period);
      if (kind === 'week') expect([isoWeekday(period.from), daysIn(period).length]).toEqual([1, 7]);
    }),
  );
});

test('runs hold every day once', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anyDay, { maxLength: 30 }), (days) => {
      const ascending = days.toSorted();
      expect(groupRuns(ascending).flatMap(daysIn)).toEqual(ascending);
    }),
  );
});

test('a day of the calendar is distinguished from what only looks like one', () => {
  expect([isDay('2024-02-29'), isDay('2026-02-29'), isDay('2026-11-23T00'), isDay('2026-11')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
