/** Ids of the register: staff type them into commands, and recipients read them in tables. */
import { describe, expect, it } from 'vitest';
import { createFormToken, readFormToken } from '#core/register/form-token';
import { registerKeys } from '#runtime/node/register/register-keys';

const keys = registerKeys(new Uint8Array(32), new Uint8Array(32).fill(1));

describe('an id of the register', () => {
  it('never begins with a hyphen, which a command would take for an option and a spreadsheet for a formula', () => {
    const ids = Array.from({ length: 3000 }, () => keys.randomId());
    const submissions = ids.map((id) => {
      const token = readFormToken('workshop', createFormToken('workshop', id, 0, keys.mac), 1, keys.mac);
      return typeof token === 'string' ? token : token.submission;
    });
    expect([...ids, ...submissions].filter((id) => !/^\w[\w-]{21}$/.test(id))).toEqual([]);
    expect(new Set([...ids, ...submissions]).size).toBe(6000);
  });
});
