/** Commands on a data folder of which one file is damaged: some of all cases; test/long/damage.test.ts has every one. */
import { expect, it } from 'vitest';
import { COMMANDS, DAMAGES, KINDS } from '../../../support/damages.ts';
import { wrongWith } from '../../../support/meet-damage.ts';

const damages = Object.keys(DAMAGES);
const commands = Object.keys(COMMANDS);
/** Three of each kind, so that every damage and every command comes up. */
const CASES = KINDS.flatMap((kind, k) =>
  [0, 1, 2].map((n) => {
    const damage = damages[(k * 3 + n) % damages.length] ?? '';
    const command = commands[(k + n * 4) % commands.length] ?? '';
    return { kind, damage, command, title: `${kind.name}, ${damage}` };
  }),
);

it.each(CASES)('$title: $command does its work or names it', async ({ kind, damage, command }) => {
  expect(await wrongWith(kind, damage, command)).toBeUndefined();
});
