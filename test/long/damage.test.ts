/**
 * Every damage of every kind of file, each met by one of the commands in turn; by all of them with
 * HEADCOUNT_DAMAGES=all, which takes most of an hour.
 */
import { describe, expect, it } from 'vitest';
import { COMMANDS, DAMAGES, KINDS } from '../support/damages.ts';
import { wrongWith } from '../support/meet-damage.ts';

const commands = Object.keys(COMMANDS);
const all = process.env['HEADCOUNT_DAMAGES'] === 'all';

describe.each(KINDS.map((kind, k) => ({ kind, k, name: kind.name })))('$name', ({ kind, k }) => {
  it.each(Object.keys(DAMAGES).map((damage, d) => ({ damage, d })))(
    '$damage: a command does its work or names it',
    async ({ damage, d }) => {
      const wrong: string[] = [];
      for (const command of all ? commands : [commands[(3 * k + d) % commands.length] ?? '']) {
        const found = await wrongWith(kind, damage, command);
        if (found !== undefined) wrong.push(`${command}: ${found}`);
      }
      expect(wrong).toEqual([]);
    },
  );
});
