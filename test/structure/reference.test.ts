/** docs/reference.md contains every command, option, configuration key and reason of the program. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { REASONS } from '#core/event/outcomes';
import { REGISTER_COMMANDS } from '../../bin/cli/register.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REFERENCE = readFileSync(join(ROOT, 'docs/reference.md'), 'utf8');
/** Returns all code on the page, one piece after the other. */
const CODE = [...REFERENCE.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code).join('\n');

const HELP = execFileSync(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), '--help'], {
  encoding: 'utf8',
});
const COMMANDS = [
  ...[...HELP.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name = '']) => name),
  ...Object.keys(REGISTER_COMMANDS).map((name) => `register ${name}`),
].filter((name) => name !== 'register');

/** Returns the options that `headcount NAME --help` shows. */
async function optionsOf(name: string): Promise<readonly string[]> {
  const [first, second = ''] = name.split(' ');
  const file = REGISTER_COMMANDS[second]?.[1];
  const { register } = (await (file === undefined
    ? import(`../../bin/cli/${first}.ts`)
    : import(`../../bin/cli/register/${file}.ts`))) as { register: (command: Command) => void };
  const command = new Command(file === undefined ? first : second);
  register(command);
  return command.options.filter((option) => !option.hidden).map((option) => option.long ?? '');
}

/** Whether a word occurs in the code of the page, not as a part of another. */
const isNamed = (word: string) =>
  new RegExp(`(?<![\\w-])${word.replaceAll(/[$.]/g, String.raw`\$&`)}(?![\\w-])`).test(CODE);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
function keysOf(schema: Schema): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, one]) => [
    key,
    ...keysOf(one),
    ...keysOf(one.items ?? {}),
  ]);
}

describe('the reference', () => {
  it('reads the commands from the help, so that the rules below are not vacuous', () => {
    expect(COMMANDS).toContain('start');
    expect(COMMANDS.length).toBeGreaterThan(10);
  });

  it.each(COMMANDS)('has a row for the command %s, and names each of its options', async (command) => {
    expect(REFERENCE).toMatch(new RegExp(`^\\| \`${command}[ \`]`, 'm'));
    const options = await optionsOf(command);
    expect(options).toContain('--json');
    expect(options.filter((option) => !isNamed(option))).toEqual([]);
  });

  it('names each key of the configuration', () => {
    const keys = keysOf(JSON.parse(readFileSync(join(ROOT, 'headcount.schema.json'), 'utf8')) as Schema);
    expect(keys).toContain('trustedProxies');
    expect(keys.filter((key) => !isNamed(key))).toEqual([]);
  });

  it('names each reason for which an item is not stored', () => {
    expect(Object.keys(REASONS).filter((reason) => !isNamed(reason))).toEqual([]);
  });
});
