import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const days = [
  { day: '2026-11-02', visitors: 100 },
  { day: '2026-11-03', visitors: 100 },
];

test('pages add up over days, scroll depth is a mean of readings', async () => {
  const report = await reportOver('content', {
    days,
    pages: [
      {
        day: '2026-11-02',
        path: '/a',
        visitors: 20,
        page_views: 30,
        engaged_seconds: 400,
        scroll_pct_sum: 900,
        scrolls: 15,
      },
      {
        day: '2026-11-03',
        path: '/a',
        visitors: 10,
        page_views: 10,
        engaged_seconds: 200,
        scroll_pct_sum: 100,
        scrolls: 5,
      },
      { day: '2026-11-03', path: '/b', visitors: 50, page_views: 60 },
      { day: '2026-11-03', path: '/rare', visitors: 9, page_views: 18 },
      { day: '2026-10-31', path: '/a', visitors: 500 },
      { site: 'other', day: '2026-11-02', path: '/a', visitors: 500 },
    ],
  });
  expect(rowsOf(report, 'pages')).toEqual([
    {
      path: '/b',
      visitors: 50,
      page_views: 60,
      engaged_seconds: 0,
      scroll_pct: null,
      share: 25,
      seconds_per_visitor: 0,
    },
    {
      path: '/a',
      visitors: 30,
      page_views: 40,
      engaged_seconds: 600,
      scroll_pct: 50,
      share: 15,
      seconds_per_visitor: 20,
    },
  ]);
  expect(withheld(report, 'pages')).toBe(true);
});

test('landings add up over media', async () => {
  const report = await reportOver('content', {
    days,
    landings: [
      { day: '2026-11-02', path: '/', medium: 'search', visitors: 8, single_page_visitors: 4 },
      { day: '2026-11-03', path: '/', medium: 'direct', visitors: 8, single_page_visitors: 1 },
    ],
  });
  expect(rowsOf(report, 'landings')).toEqual([
    { path: '/', visitors: 16, single_page_visitors: 5, share: 8, single_page_share: 31.25 },
  ]);
  expect(withheld(report, 'landings')).toBe(false);
});

test('equal figures are ranked by path, so that two runs print the same', async () => {
  const report = await reportOver('content', {
    days,
    pages: ['/z', '/a', '/m', '/B'].map((path) => ({
      day: '2026-11-02',
      path,
      visitors: 10,
      page_views: 10,
    })),
  });
  expect(rowsOf(report, 'pages').map((row) => row['path'])).toEqual(['/B', '/a', '/m', '/z']);
});
