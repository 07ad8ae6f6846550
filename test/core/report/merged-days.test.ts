import { expect, it } from 'vitest';
import { cutDays, lowerBound, showsMonth } from '#core/report/merged-days';
import { reportOver, rowsOf } from '../../queries/reports/fact-tables.ts';

const stretch = (from: string, to: string) => ({ from, to });

it('a month is shown where a stretch contains all of it and none contains a part', () => {
  expect(showsMonth('2026-02', [stretch('2026-02-01', '2026-02-28')])).toBe(true);
  expect(showsMonth('2026-02', [stretch('2026-01-15', '2026-03-15')])).toBe(true);
  expect(showsMonth('2026-02', [stretch('2026-02-02', '2026-02-28')])).toBe(false);
  expect(showsMonth('2026-02', [stretch('2026-02-01', '2026-02-27')])).toBe(false);
  expect(showsMonth('2026-02', [stretch('2026-03-01', '2026-03-31')])).toBe(false);
  expect(
    showsMonth('2026-02', [stretch('2026-02-01', '2026-02-28'), stretch('2026-01-01', '2026-01-31')]),
  ).toBe(true);
  expect(
    showsMonth('2026-02', [stretch('2026-02-01', '2026-02-28'), stretch('2025-02-01', '2026-02-10')]),
  ).toBe(false);
});

it('merged days that a stretch lacks are found', () => {
  const week = stretch('2026-02-27', '2026-03-05');
  expect(cutDays(['2026-03-02', '2026-02-27', '2026-02-01'], week, [week])).toEqual([
    '2026-02-27',
    '2026-03-02',
  ]);
  const months = stretch('2026-02-01', '2026-03-31');
  expect(cutDays(['2026-03-02', '2026-02-27'], months, [months])).toEqual([]);
});

it('the lower bound of a stretch that begins with a month is the month', () => {
  expect(lowerBound('2026-03-01')).toBe('2026-03');
  expect(lowerBound('2026-03-11')).toBe('2026-03-11');
});

const days = [
  { day: '2026-03-01', visitors: 40 },
  { day: '2026-03-02', visitors: 60 },
];

it('a report of the whole month counts the rows of the month, with shares of all its days', async () => {
  const visitors = [
    { day: '2026-03', dimension: 'country', value: 'DE', visitors: 20 },
    { day: '2026-03-02', dimension: 'country', value: 'DE', visitors: 30 },
  ];
  const report = await reportOver(
    'market',
    { days, visitors },
    { from: '2026-03-01', to: '2026-03-31', merged: ['2026-03-01'] },
  );
  expect(rowsOf(report, 'countries')).toEqual([{ value: 'DE', visitors: 50, share: 50 }]);
  expect(report.days).not.toHaveProperty('merged');
});

it('shares are left out where a merged day has lost its total, since what they are shares of is not known', async () => {
  const visitors = [{ day: '2026-03', dimension: 'country', value: 'DE', visitors: 20 }];
  const report = await reportOver(
    'market',
    { days, visitors },
    { from: '2026-03-01', to: '2026-03-31', merged: ['2026-03-01', '2026-03-05'] },
  );
  expect(rowsOf(report, 'countries')).toEqual([{ value: 'DE', visitors: 20, share: null }]);
});
