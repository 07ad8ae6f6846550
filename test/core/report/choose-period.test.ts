import { expect, test } from 'vitest';
import { choosePeriod, formatDays } from '#core/report/choose-period';

const choose = (words: Parameters<typeof choosePeriod>[0]) => choosePeriod(words, '2015-05-20', '2026-11-23');

test('the period defaults to the latest month with a sealed day', () => {
  expect(choose({})).toEqual({ period: { kind: 'month', from: '2015-05-01', to: '2015-05-31' } });
});

test.each([
  [{ period: '2026-99' }, '--period'],
  [{ period: '2026', from: '2026-01-01' }, 'not both'],
  [{ from: '2026-01-01' }, 'both days'],
  [{ from: '2026-02-01', to: '2026-01-01' }, 'earlier one first'],
] as const)('%o is refused with what to write instead', (words, said) => {
  expect((choose(words) as { problem: string }).problem).toContain(said);
});

test('days are listed as runs', () => {
  expect(formatDays(['2015-05-17', '2015-05-18', '2015-05-20', '2015-06-01', '2015-06-02'])).toBe(
    '2015-05-17 to 2015-05-18, 2015-05-20, 2015-06-01 to 2015-06-02',
  );
});
