/** `headcount register restore`: a backup, with what was given up since. */
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { openPlace } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface RestoreOptions extends RegisterOptions {
  readonly givenUp: string;
  readonly replace?: boolean;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<backup>', 'a copy of the data folder; with --target aws a restored table')
    .requiredOption(
      '--given-up <file>',
      'the latest copy of given-up.jsonl: what was given up or offered since the backup; with --target aws ' +
        's3://BUCKET/given-up/ or a copy of it',
    )
    .option('--replace', 'with --target aws: first delete what the table of the stack holds')
    .action(async (backup: string, { givenUp, replace = false, ...options }: RestoreOptions) => {
      const cli = openRegisterCli(options);
      if (replace && !cli.isOnAws)
        throw new UsageError('--replace is for --target aws: move the data folder away instead');
      const restored = await (await openPlace(cli)).restore({ backup, givenUp, isReplacing: replace });
      if (cli.json) cli.print(JSON.stringify(restored));
      else
        cli.print(
          `restored ${restored.events} events, ${restored.replayed} of them given up or offered since the backup`,
        );
    });
}
