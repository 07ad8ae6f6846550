/** Released figures in words: never without their interval, never more certain than it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeText, figureText, isClear, NO_CLEAR_CHANGE, TOO_UNCERTAIN } from '#render/format-figure';

const say = (type: 'count' | 'percent' | 'seconds' | 'ratio', value: number, low: number, high: number) =>
  figureText({ type }, { value, low, high }, 'en');

test('a figure reads about so much, with its range', () => {
  expect(say('count', 1203, 1170, 1230)).toBe('about 1,200 (1,170 to 1,230)');
  expect(say('percent', 46.02, 45.83, 46.21)).toBe('about 46.0 % (45.8 to 46.3 %)');
  expect(say('percent', 52.2, 50.1, 54.3)).toBe('about 52 % (50 to 55 %)');
  expect(say('seconds', 83, 74, 92)).toBe('about 1 min 23 s (1 min 14 s to 1 min 32 s)');
  expect(say('ratio', 2.581, 2.571, 2.591)).toBe('about 2.58 (2.57 to 2.60)');
});

test('a figure that may be nothing reads at most, a share that may be all at least', () => {
  expect(say('count', 5, 0, 18)).toBe('at most 20');
  expect(say('count', 0, 0, 9)).toBe('at most 9');
  expect(say('percent', 98.5, 96.9, 100)).toBe('at least 96 %');
});

test('a figure without a bounded interval, or with one that contains everything, is too uncertain to say', () => {
  expect(figureText({ type: 'ratio' }, null, 'en')).toBe(TOO_UNCERTAIN);
  expect(say('percent', 26, 0, 100)).toBe(TOO_UNCERTAIN);
  expect(say('count', 0, 0, 0)).toBe(TOO_UNCERTAIN);
});

test('separators are those of the locale', () => {
  expect(figureText({ type: 'count' }, { value: 1203, low: 1170, high: 1230 }, 'de')).toBe(
    'about 1.200 (1.170 to 1.230)',
  );
});

test('a change reads as none exactly where its interval holds 0, and a clear one keeps its sign at both ends', () => {
  const hundredths = fc.integer({ min: -50_000, max: 50_000 }).map((one) => one / 100);
  fc.assert(
    fc.property(fc.tuple(hundredths, hundredths, hundredths), (three) => {
      const [low, value, high] = three.toSorted((a, b) => a - b) as [number, number, number];
      const change = { value, low, high };
      const said = changeText({ unit: '%' }, change, 'en');
      expect(said === NO_CLEAR_CHANGE).toBe(low <= 0 && high >= 0);
      expect(isClear(change)).toBe(said !== NO_CLEAR_CHANGE);
      if (isClear(change)) {
        const sign = low > 0 ? '\\+' : '−';
        expect(said).toMatch(new RegExp(`^${sign}[\\d,.]+ % \\(${sign}[\\d,.]+ to ${sign}[\\d,.]+ %\\)$`));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('a change of percentages is in points, one without a bounded interval too uncertain', () => {
  expect(changeText({ unit: 'points' }, { value: 3.2, low: 1.1, high: 5.4 }, 'en')).toBe(
    '+3 points (+1 to +6 points)',
  );
  expect(changeText({ unit: '%' }, { value: 5.3, low: 0.2, high: 10.4 }, 'en')).toBe(
    '+5.3 % (+0.2 to +10.4 %)',
  );
  expect(changeText({ unit: '%' }, null, 'en')).toBe(TOO_UNCERTAIN);
});
