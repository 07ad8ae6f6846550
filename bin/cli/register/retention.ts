/** `headcount register retention`: erases what nothing holds any more; a running register does so daily. */
import type { Command } from 'commander';
import { callStaff } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface RetentionOptions extends RegisterOptions {
  readonly dryRun?: boolean;
}

interface Result {
  readonly erased: readonly { readonly submission: string; readonly cause: string }[];
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .option('--dry-run', 'say what would go and why, and erase nothing')
    .action(async ({ dryRun = false, ...options }: RetentionOptions) => {
      const cli = openRegisterCli(options);
      const result = await callStaff<Result>(cli, 'retention', { isDryRun: dryRun });
      if (cli.json) {
        cli.print(JSON.stringify(result));
        return;
      }
      for (const { submission, cause } of result.erased)
        cli.print(`${dryRun ? 'would go' : 'erased'}: submission ${submission} (${cause})`);
      if (result.erased.length === 0) cli.print('nothing is due');
    });
}
