/** The help of each command states the default of each option that takes a value. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';

const CLI = join(import.meta.dirname, '../../../bin/cli');

/** Every command with its options, as commander has them. */
async function commands(): Promise<readonly Command[]> {
  const found: Command[] = [];
  for (const folder of ['', 'register'])
    for (const name of readdirSync(join(CLI, folder)).filter((file) => file.endsWith('.ts'))) {
      const module = (await import(join(CLI, folder, name))) as Record<string, unknown>;
      const register = module['register'];
      if (typeof register !== 'function') continue;
      const command = new Command(`${folder} ${name.slice(0, -3)}`.trim());
      await (register as (command: Command) => unknown)(command);
      found.push(command, ...command.commands);
    }
  return found;
}

describe('the help of a command', () => {
  it('states the default of each option that takes a value, unless the option is required', async () => {
    const all = await commands();
    expect(all.length).toBeGreaterThan(35);
    const silent = all.flatMap((command) =>
      command.options
        .filter((option) => !option.hidden && !option.mandatory && (option.required || option.optional))
        .filter(
          ({ description, defaultValue }) =>
            defaultValue === undefined && !/\(default: |\(required|: required/.test(description),
        )
        .map((option) => `${command.name()}: ${option.flags}: ${option.description}`),
    );
    expect(silent).toEqual([]);
  });
});
