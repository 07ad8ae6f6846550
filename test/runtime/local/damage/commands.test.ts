/** Commands on a data folder with one damaged file: a sample of all cases; test/long/damage.test.ts has every one. */
import { expect, it } from 'vitest';
import { COMMANDS, DAMAGES, KINDS } from '../../../support/damages.ts';
import { wrongWith } from '../../../support/meet-damage.ts';
import { oneOf } from '../../../support/full-length.ts';

const damages = Object.keys(DAMAGES);
const commands = Object.keys(COMMANDS);
/** One of each kind; together they cover every damage and every command. */
const CASES = KINDS.map((kind, k) => {
  const damage = damages[k % damages.length] ?? '';
  const command = commands[(k * 3) % commands.length] ?? '';
  return { kind, damage, command, title: `${kind.name}, ${damage}` };
});

it.each(oneOf(4, CASES))('$title: $command does its work or names it', async ({ kind, damage, command }) => {
  expect(await wrongWith(kind, damage, command)).toBeUndefined();
});

it('status names a journal segment that holds fewer rows than lines, as a seal does', async () => {
  const kind = KINDS.find(({ name }) => name === 'a journal segment');
  if (kind === undefined) throw new Error('there is no such kind');
  expect(await wrongWith(kind, 'a Parquet file of other types', 'status')).toBeUndefined();
});
