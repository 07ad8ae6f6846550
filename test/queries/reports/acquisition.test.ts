import { expect, test } from 'vitest';
import { reportOver, rowsOf, withheld } from './fact-tables.ts';

const days = [
  { day: '2026-11-02', visitors: 50 },
  { day: '2026-11-03', visitors: 50 },
];

test('a source is distinguished by its medium', async () => {
  const report = await reportOver('acquisition', {
    days,
    sources: [
      { day: '2026-11-02', source: 'Google', medium: 'search', visitors: 20, visits: 25 },
      { day: '2026-11-03', source: 'Google', medium: 'search', visitors: 10, visits: 11 },
      { day: '2026-11-03', source: 'Google', medium: 'paid', visitors: 10, visits: 10 },
      { day: '2026-11-03', source: '(none)', medium: 'direct', visitors: 9, visits: 30 },
    ],
  });
  expect(rowsOf(report, 'sources')).toEqual([
    { source: 'Google', medium: 'search', visitors: 30, visits: 36, share: 30 },
    { source: 'Google', medium: 'paid', visitors: 10, visits: 10, share: 10 },
  ]);
  expect(withheld(report, 'sources')).toBe(true);
});

test('referrers count visits: k and share are of visits, those of withheld referrers included', async () => {
  const report = await reportOver('acquisition', {
    days,
    referrers: [
      { day: '2026-11-02', referrer: 'a.org', visits: 12 },
      { day: '2026-11-03', referrer: 'b.org', visits: 4 },
    ],
  });
  expect(rowsOf(report, 'referrers')).toEqual([{ referrer: 'a.org', visits: 12, share: 75 }]);
  expect(withheld(report, 'referrers')).toBe(true);
});

test('campaigns and landings by medium are cells of their own', async () => {
  const report = await reportOver('acquisition', {
    days,
    campaigns: [{ day: '2026-11-02', campaign: 'spring-2026', visitors: 10, visits: 12 }],
    landings: [
      { day: '2026-11-02', path: '/', medium: 'search', visitors: 10, single_page_visitors: 1 },
      { day: '2026-11-02', path: '/', medium: 'mail', visitors: 11, single_page_visitors: 1 },
      { day: '2026-11-03', path: '/', medium: 'mail', visitors: 1, single_page_visitors: 1 },
    ],
  });
  expect(rowsOf(report, 'campaigns')).toEqual([
    { campaign: 'spring-2026', visitors: 10, visits: 12, share: 10 },
  ]);
  expect(rowsOf(report, 'landings_by_medium')).toEqual([
    { path: '/', medium: 'mail', visitors: 12, share: 12 },
    { path: '/', medium: 'search', visitors: 10, share: 10 },
  ]);
});
