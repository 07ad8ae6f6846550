/** `headcount register close`: the service of a submission is over. */
import type { Command } from 'commander';
import { callStaff } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<submission>', 'id of the submission')
    .action(async (submission: string, options: RegisterOptions) => {
      const cli = openRegisterCli(options);
      const closed = await callStaff<{ submission: string }>(cli, 'close', { submission });
      cli.print(cli.json ? JSON.stringify(closed) : `closed ${closed.submission}`);
    });
}
