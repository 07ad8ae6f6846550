import { expect, test } from 'vitest';
import { headline } from '#core/report/headline';
import { reportOver } from '../../queries/reports/fact-tables.ts';

const over = (days: readonly (readonly [string, number])[], from: string, to: string) =>
  reportOver(
    'audience',
    { days: days.map(([day, visitors]) => ({ day, visitors, visits: visitors })) },
    { from, to },
  );
const number = (value: number) => String(Math.round(value));

test('it says how visitors per day moved, and against what', async () => {
  const now = { report: await over([['2026-11-03', 30]], '2026-11-03', '2026-11-03'), when: 'today' };
  const then = {
    report: await over([['2026-11-02', 20]], '2026-11-02', '2026-11-02'),
    when: 'on 2 November 2026',
  };
  expect(headline(now, then, number)).toBe('Visitors rose by 50 % to 30, from 20 on 2 November 2026.');
  expect(headline(then, now, number)).toContain('fell by 33 %');
  expect(headline(now, now, number)).toContain('stayed level at 30');
});

test('it never passes off a partial period as a whole one', async () => {
  const now = {
    report: await over(
      [
        ['2026-11-03', 30],
        ['2026-11-04', 50],
      ],
      '2026-11-01',
      '2026-11-30',
    ),
    when: 'in November 2026',
  };
  expect(headline(now, undefined, number)).toBe(
    '40 visitors per day on the 2 days of 30 that are sealed; the busiest was Wednesday 4 November ' +
      'with 50. There is no earlier period to compare with.',
  );
});

test('it says so where too few came', async () => {
  expect(
    headline(
      { report: await over([['2026-11-03', 3]], '2026-11-03', '2026-11-03'), when: '' },
      undefined,
      number,
    ),
  ).toBe('Too few visitors came for a figure to be shown.');
});
