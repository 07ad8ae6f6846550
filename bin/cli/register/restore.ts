/** `headcount register restore`: a backup, with what was given up since. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { restoreBackup } from '#runtime/local/register/restore-backup';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface RestoreOptions extends RegisterOptions {
  readonly givenUp: string;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<backup>', 'a copy of the data folder')
    .requiredOption(
      '--given-up <file>',
      'the latest copy of given-up.jsonl: what was given up since the backup',
    )
    .action(async (backup: string, { givenUp, ...options }: RestoreOptions) => {
      const cli = openRegisterCli(options);
      const restored = await restoreBackup({
        backup: resolve(backup),
        givenUp: resolve(givenUp),
        dataFolder: cli.dataFolder,
      });
      if (cli.json) cli.print(JSON.stringify(restored));
      else
        cli.print(
          `restored ${restored.events} events, ${restored.replayed} of them given up since the backup`,
        );
    });
}
