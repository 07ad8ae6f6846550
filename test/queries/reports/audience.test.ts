import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const DAYS = [
  {
    day: '2026-11-01',
    visitors: 900,
    visits: 900,
    page_views: 900,
    engaged_seconds: 900,
    single_page_visitors: 900,
  },
  {
    day: '2026-11-02',
    visitors: 40,
    visits: 50,
    page_views: 100,
    engaged_seconds: 3000,
    single_page_visitors: 10,
    visitors_bounded: 39,
    visits_bounded: 45,
    page_views_bounded: 90,
  },
  {
    day: '2026-11-03',
    visitors: 20,
    visits: 30,
    page_views: 60,
    engaged_seconds: 1800,
    single_page_visitors: 5,
  },
  { site: 'other', day: '2026-11-02', visitors: 7000, visits: 7000, page_views: 7000 },
];

test('totals are the exact measures of days, of one site and the requested days', async () => {
  const report = await reportOver('audience', { days: DAYS });
  expect(rowsOf(report, 'total')).toEqual([
    {
      visitors: 60,
      page_views: 160,
      visits: 80,
      engaged_seconds: 4800,
      views_per_visit: 2,
      single_page_share: 25,
      visitors_per_day: 30,
      seconds_per_visit: 60,
    },
  ]);
  expect(rowsOf(report, 'days')).toEqual([
    { day: '2026-11-02', visitors: 40, page_views: 100, visits: 50, engaged_seconds: 3000 },
    { day: '2026-11-03', visitors: 20, page_views: 60, visits: 30, engaged_seconds: 1800 },
  ]);
});

test('depth stands in its own order, with shares of all visitor-days', async () => {
  const report = await reportOver('audience', {
    days: DAYS,
    visitors: ['11+', '2', '0', '6-10', '3-5', '1'].map((value) => ({
      day: '2026-11-03',
      dimension: 'depth',
      value,
      visitors: 15,
    })),
  });
  expect(rowsOf(report, 'depth').map((row) => row['value'])).toEqual(['0', '1', '2', '3-5', '6-10', '11+']);
  expect(rowsOf(report, 'depth')[0]).toEqual({ value: '0', visitors: 15, share: 25 });
});

test('a day of fewer visitors than k is left out and said to be, a day without any is shown', async () => {
  const report = await reportOver('audience', {
    days: [{ day: '2026-11-02', visitors: 9, visits: 9 }, { day: '2026-11-03' }],
  });
  expect(rowsOf(report, 'days')).toEqual([
    { day: '2026-11-03', visitors: 0, page_views: 0, visits: 0, engaged_seconds: 0 },
  ]);
  expect(withheld(report, 'days')).toBe(true);
  expect(rowsOf(report, 'total')).toEqual([]);
  expect(withheld(report, 'total')).toBe(true);
});

test('a quotient whose divisor is zero has no figure rather than a zero', async () => {
  const report = await reportOver('audience', { days: [{ day: '2026-11-02' }] });
  expect(rowsOf(report, 'total')[0]).toMatchObject({
    visitors: 0,
    views_per_visit: null,
    single_page_share: null,
    seconds_per_visit: null,
  });
});

test('a period without any day has no rows and withholds nothing', async () => {
  const report = await reportOver('audience', { days: DAYS }, { from: '2026-12-01', to: '2026-12-31' });
  expect(rowsOf(report, 'total')).toEqual([]);
  expect(withheld(report, 'total')).toBe(false);
  expect(report.days).toMatchObject({ asked: 31, sealed: 0 });
});
