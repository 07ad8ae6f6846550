/** A salt passes the hatch once and is stored nowhere afterwards. */
import { expect, it } from 'vitest';
import { KeyHatch } from '#runtime/local/import/key-hatch';
import { createDayKey } from '#runtime/node/keyed-hash';

const DAY = '2026-03-10';

it('the hatch hands over the key of a day and wipes the salt on both sides', () => {
  const hatch = new KeyHatch();
  const salt = new Uint8Array(32).fill(7);
  const expected = createDayKey(DAY, salt).hash('visitor', ['a']);
  const key = new KeyHatch(hatch.shared).take(DAY, () => hatch.give(salt));
  expect(key?.hash('visitor', ['a'])).toBe(expected);
  expect([...salt]).toEqual(Array.from({ length: 32 }, () => 0));
  expect([...new Uint8Array(hatch.shared, 4)]).toEqual(Array.from({ length: 32 }, () => 0));
});

it('the hatch gives no key where there is no salt, and throws where the salt could not be created', () => {
  const hatch = new KeyHatch();
  expect(hatch.take(DAY, () => hatch.give(undefined))).toBeUndefined();
  expect(() => hatch.take(DAY, () => hatch.give('failed'))).toThrow('the salt of a day cannot be made');
});
