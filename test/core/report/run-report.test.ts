import { expect, test } from 'vitest';
import { reportOver, rowsOf } from '../../queries/reports/fact-tables.ts';

const day = (name: string, visitors: number, visits = visitors) => ({
  day: name,
  visitors,
  visits,
  page_views: visits * 2,
  engaged_seconds: visits * 10,
  single_page_visitors: visitors / 2,
});

test('a period that lacks days is partial and says which', async () => {
  const report = await reportOver(
    'audience',
    { days: [day('2026-11-02', 20), day('2026-11-04', 20)] },
    { from: '2026-11-01', to: '2026-11-04' },
  );
  expect(report.state).toBe('partial');
  expect(report.days).toEqual({ asked: 4, sealed: 2, missing: ['2026-11-01', '2026-11-03'] });
  expect(rowsOf(report, 'days').map((row) => row['day'])).toEqual(['2026-11-02', '2026-11-04']);
});

test('a report says what it is: inside, its unit, k, bounds and zone', async () => {
  const report = await reportOver('audience', { days: [day('2026-11-02', 20), day('2026-11-03', 20)] });
  expect(report).toMatchObject({
    report: 'audience',
    site: 'demo',
    from: '2026-11-02',
    to: '2026-11-03',
    timeZone: 'Europe/Berlin',
    state: 'complete',
    inside: true,
    method: { unit: 'visitor-day', k: 10, bounds: { pages: 10 } },
  });
});

test('a comparison puts the previous figure and its change beside each', async () => {
  const report = await reportOver(
    'audience',
    { days: [day('2026-11-02', 20), day('2026-11-03', 30)] },
    { from: '2026-11-03', to: '2026-11-03', compare: { from: '2026-11-02', to: '2026-11-02' } },
  );
  const names = report.tables[0]?.columns.map((column) => column.name) ?? [];
  expect(names.slice(0, 6)).toEqual([
    'visitors',
    'visitors_previous',
    'visitors_change',
    'page_views',
    'page_views_previous',
    'page_views_change',
  ]);
  expect(rowsOf(report, 'total')[0]).toMatchObject({
    visitors: 30,
    visitors_previous: 20,
    visitors_change: 50,
    single_page_share: 50,
    single_page_share_change: 0,
  });
  expect(rowsOf(report, 'days')[0]).toMatchObject({
    day: '2026-11-03',
    visitors: 30,
    visitors_previous: 20,
    visitors_change: 50,
  });
  expect(report.compare).toMatchObject({ from: '2026-11-02', state: 'complete' });
});

test('sums over a partial period get no change, what is per day does', async () => {
  const report = await reportOver(
    'audience',
    { days: [day('2026-11-01', 10), day('2026-11-02', 10), day('2026-11-03', 20)] },
    { from: '2026-11-03', to: '2026-11-04', compare: { from: '2026-11-01', to: '2026-11-02' } },
  );
  expect(rowsOf(report, 'total')[0]).toMatchObject({
    visitors: 20,
    visitors_previous: 20,
    visitors_change: null,
    visitors_per_day: 20,
    visitors_per_day_previous: 10,
    visitors_per_day_change: 100,
  });
});

test('a cell withheld before has no previous figure, never a zero', async () => {
  const pages = [
    { day: '2026-11-02', path: '/', visitors: 9 },
    { day: '2026-11-03', path: '/', visitors: 12 },
  ];
  const report = await reportOver(
    'content',
    { days: [day('2026-11-02', 20), day('2026-11-03', 20)], pages },
    { from: '2026-11-03', to: '2026-11-03', compare: { from: '2026-11-02', to: '2026-11-02' } },
  );
  expect(rowsOf(report, 'pages')[0]).toMatchObject({
    path: '/',
    visitors: 12,
    visitors_previous: null,
    visitors_change: null,
  });
});

test('a limit cuts rankings after the greatest, never days', async () => {
  const pages = ['/a', '/b', '/c'].map((path, index) => ({ day: '2026-11-02', path, visitors: 20 + index }));
  const facts = { days: [day('2026-11-02', 20), day('2026-11-03', 30)], pages };
  expect(rowsOf(await reportOver('content', facts, { limit: 1 }), 'pages').map((row) => row['path'])).toEqual(
    ['/c'],
  );
  expect(rowsOf(await reportOver('audience', facts, { limit: 1 }), 'days').length).toBe(2);
});

test('a path that looks like SQL is bound and counted, never run', async () => {
  const path = "/x' or '1'='1'; drop table days; --";
  const facts = { days: [day('2026-11-02', 20)], pages: [{ day: '2026-11-02', path, visitors: 12 }] };
  expect(rowsOf(await reportOver('content', facts), 'pages')[0]).toMatchObject({ path });
  expect(rowsOf(await reportOver('content', facts, { site: "demo' or '1'='1" }), 'pages')).toEqual([]);
});
