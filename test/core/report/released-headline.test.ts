/** The sentence of a released report follows its intervals. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { releasedHeadline, type HeadlineData } from '#core/report/released-headline';
import type { Interval } from '#core/report/round-to-interval';

const wording = {
  figure: (one: Interval | null) => (one === null ? 'unknown' : `${one.value} (${one.low} to ${one.high})`),
  size: (one: Interval) => `${Math.abs(one.value)} %`,
};
const days = { asked: 31, sealed: 31 };
const figure = { value: 100, low: 90, high: 110 };
const earlier = (change: Interval | null): NonNullable<HeadlineData['earlier']> => ({
  figure: { value: 80, low: 70, high: 90 },
  change,
  when: 'in April 2026',
  days,
});
const tell = (story: Partial<HeadlineData>) => releasedHeadline({ current: figure, days, ...story }, wording);

test('a change is stated exactly where 0 lies outside its interval, with its direction', () => {
  const hundredths = fc.integer({ min: -20_000, max: 20_000 }).map((one) => one / 100);
  fc.assert(
    fc.property(fc.tuple(hundredths, hundredths, hundredths), (three) => {
      const [low, value, high] = three.toSorted((a, b) => a - b) as [number, number, number];
      const said = tell({ earlier: earlier({ value, low, high }) });
      const verb = /rose|fell|no clear change/.exec(said)?.[0];
      expect(verb).toBe(low > 0 ? 'rose' : high < 0 ? 'fell' : 'no clear change');
    }),
  );
});

test('both figures stand in it with their intervals', () => {
  expect(tell({ earlier: earlier({ value: 25, low: 9, high: 40 }) })).toBe(
    'Visitors per day rose by 25 % to 100 (90 to 110), from 80 (70 to 90) in April 2026.',
  );
  expect(tell({ earlier: earlier({ value: 2, low: -9, high: 14 }) })).toBe(
    'Visitors per day show no clear change: 100 (90 to 110), after 80 (70 to 90) in April 2026.',
  );
});

test('a change without an end is too uncertain to say, and without an earlier period there is none', () => {
  expect(tell({ earlier: earlier(null) })).toContain(
    'the figures are too uncertain to say whether that is a change',
  );
  expect(tell({})).toBe('Visitors per day: 100 (90 to 110). There is no earlier period to compare with.');
});

test('days that are not released are said for both periods; with none at all there is no figure', () => {
  const partial = tell({
    days: { asked: 31, sealed: 28 },
    earlier: { ...earlier({ value: 25, low: 9, high: 40 }), days: { asked: 30, sealed: 1 } },
  });
  expect(partial).toContain('on the 28 days of 31 that are released');
  expect(partial).toContain('of which one day of 30 is released');
  expect(tell({ days: { asked: 31, sealed: 0 } })).toBe('No day of this period is released.');
});
