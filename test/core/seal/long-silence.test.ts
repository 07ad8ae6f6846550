/** A seal without a named day asks before it writes days without visitors. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_SILENT_DAYS, LongSilenceError, refuseLongSilence } from '#core/seal/long-silence';
import { addDays } from '#core/time/zone';

const FIRST = '2026-03-10';
const days = (numbers: readonly number[]) =>
  numbers.map((number) => ({ day: addDays(FIRST, number), sites: [{ site: 'shop', live: true }] }));
const arrivals = (numbers: readonly number[]) =>
  numbers.map((number) => ({
    file: `dt=x/${number}.parquet`,
    dt: 'x',
    site: 'shop',
    day: addDays(FIRST, number),
    rows: 1,
    items: 1,
  }));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

it('31 days in a row without arrivals are sealed unasked, 32 are not', () => {
  expect(() => refuseLongSilence(days(range(0, 31)), arrivals([0]))).not.toThrow();
  expect(() => refuseLongSilence(days(range(0, 32)), arrivals([0]))).toThrow(LongSilenceError);
});

it('the error names the days, their number, and both ways to continue', () => {
  expect(() => refuseLongSilence(days(range(0, 50)), arrivals([0, 40]))).toThrow(
    'nothing was sealed: 39 days in a row, 2026-03-11 to 2026-04-18, have no arrivals. Check the ' +
      'clock. If it is right, seal them with --through 2026-04-29; if not, correct it, or seal the ' +
      'days before them with --through 2026-03-10',
  );
});

it('only days yet to be sealed count: quiet days that are sealed already need no confirmation', () => {
  expect(() => refuseLongSilence(days([0, 20, 40, 60]), [])).not.toThrow();
});

it('a seal is refused exactly where more than 31 days in a row have no arrivals', () => {
  const numbers = fc.uniqueArray(fc.nat(120), { maxLength: 12 });
  fc.assert(
    fc.property(numbers, numbers, (with_, left) => {
      const planned = range(0, 120).filter((number) => !left.includes(number));
      let longest = 0;
      let inARow = 0;
      for (const number of range(0, 120)) {
        inARow = planned.includes(number) && !with_.includes(number) ? inARow + 1 : 0;
        longest = Math.max(longest, inARow);
      }
      const check = () => refuseLongSilence(days(planned), arrivals(with_));
      if (longest > MAX_SILENT_DAYS) expect(check).toThrow(LongSilenceError);
      else expect(check).not.toThrow();
    }),
  );
});
