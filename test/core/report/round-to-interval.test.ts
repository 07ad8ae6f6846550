/** Rounding to the interval: consistent, never narrower, never a digit too many. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ColumnKind } from '#core/report/report';
import { roundToInterval } from '#core/report/round-to-interval';

const kinds = fc.constantFrom<ColumnKind>('count', 'percent', 'ratio', 'seconds');
/** Hundredths of a unit, so that doubles represent figures with two decimals. */
const figures = fc
  .tuple(
    fc.integer({ min: -1_000_000, max: 2_000_000_000 }),
    fc.integer({ min: 0, max: 90_000_000 }),
    fc.integer({ min: 0, max: 90_000_000 }),
  )
  .map(([value, down, up]) => ({ value: value / 100, low: (value - down) / 100, high: (value + up) / 100 }));

test('value and ends stay in order, and the ends never move inwards', () => {
  fc.assert(
    fc.property(figures, kinds, (figure, kind) => {
      const made = roundToInterval(figure, kind);
      expect(made.low).toBeLessThanOrEqual(made.value);
      expect(made.value).toBeLessThanOrEqual(made.high);
      expect(made.low).toBeLessThanOrEqual(figure.low + 1e-6);
      expect(made.high).toBeGreaterThanOrEqual(figure.high - 1e-6);
    }),
    { numRuns: 2_000 },
  );
});

test('no end moves by a whole step, nor the value by more than half of one', () => {
  fc.assert(
    fc.property(figures, kinds, (figure, kind) => {
      const made = roundToInterval(figure, kind);
      expect(figure.low - made.low).toBeLessThan(made.step);
      expect(made.high - figure.high).toBeLessThan(made.step);
      expect(Math.abs(made.value - figure.value)).toBeLessThanOrEqual(made.step / 2 + 1e-6);
    }),
    {
      numRuns: 2_000,
      examples: [[{ value: 2_306_157.93, low: 2_306_157.9, high: 2_306_157.93 }, 'percent']],
    },
  );
});

test('the step of a count is no coarser than the half-width and no finer than a tenth of it', () => {
  fc.assert(
    fc.property(figures, (figure) => {
      const half = Math.max(figure.high - figure.value, figure.value - figure.low);
      fc.pre(half >= 1);
      const { value, low, high, step } = roundToInterval(figure, 'count');
      expect(step).toBeLessThanOrEqual(half * (1 + 1e-8));
      expect(step * 10).toBeGreaterThan(half * (1 - 1e-8));
      for (const one of [value, low, high]) expect(Math.abs(one % step)).toBe(0);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  [{ value: 1203, low: 1173, high: 1233 }, 'count', { value: 1200, low: 1170, high: 1240, step: 10 }],
  [{ value: 1203, low: 1170, high: 1230 }, 'count', { value: 1200, low: 1170, high: 1230, step: 10 }],
  [{ value: 1203, low: 1190, high: 1216 }, 'count', { value: 1205, low: 1190, high: 1220, step: 5 }],
  [{ value: 882, low: 775, high: 989 }, 'count', { value: 900, low: 750, high: 1000, step: 50 }],
  [{ value: 0, low: 0, high: 9 }, 'count', { value: 0, low: 0, high: 9, step: 1 }],
  [{ value: 0, low: 0, high: 0 }, 'count', { value: 0, low: 0, high: 0, step: 1 }],
  [{ value: 54.31, low: 53.92, high: 54.7 }, 'percent', { value: 54.3, low: 53.9, high: 54.7, step: 0.1 }],
  [{ value: 12.3, low: 12.3, high: 12.3 }, 'percent', { value: 12.3, low: 12.3, high: 12.3, step: 0.1 }],
  [{ value: -2.36, low: -14.1, high: 9.4 }, 'percent', { value: 0, low: -15, high: 10, step: 5 }],
  [{ value: 2.4571, low: 2.44, high: 2.47 }, 'ratio', { value: 2.46, low: 2.44, high: 2.47, step: 0.01 }],
  [{ value: 206, low: 187, high: 225 }, 'seconds', { value: 210, low: 180, high: 230, step: 10 }],
  [
    { value: 12_345, low: 12_325, high: 12_365 },
    'seconds',
    { value: 12_360, low: 12_300, high: 12_420, step: 60 },
  ],
] as const)('%j as a %s reads %j', (figure, kind, expected) => {
  const made = roundToInterval(figure, kind);
  for (const part of ['value', 'low', 'high', 'step'] as const) expect(made[part], part).toBe(expected[part]);
});
