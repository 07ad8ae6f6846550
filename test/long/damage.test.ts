/** Every damage of every kind of file met by every command. */
import { describe, expect, it } from 'vitest';
import { COMMANDS, DAMAGES, KINDS } from '../support/damages.ts';
import { wrongWith } from '../support/meet-damage.ts';

describe.each(KINDS)('$name', (kind) => {
  it.each(Object.keys(DAMAGES))('%s: every command does its work or names it', async (damage) => {
    const wrong: string[] = [];
    for (const command of Object.keys(COMMANDS)) {
      const found = await wrongWith(kind, damage, command);
      if (found !== undefined) wrong.push(`${command}: ${found}`);
    }
    expect(wrong).toEqual([]);
  });
});
