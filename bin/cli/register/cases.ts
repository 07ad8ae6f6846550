/** `headcount register cases`: what could not be matched or parsed, until somebody closes it. */
import type { Command } from 'commander';
import type { OpenCase } from '#core/register/staff/list-cases';
import { callStaff } from './open-staff.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface CasesOptions extends RegisterOptions {
  readonly close?: string;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .option('--close <id>', 'close a case (default: list them)')
    .action(async ({ close, ...options }: CasesOptions) => {
      const cli = openRegisterCli(options);
      const result = await callStaff<{ cases: readonly OpenCase[] }>(cli, 'cases', { close });
      if (cli.json) {
        cli.print(JSON.stringify(result));
        return;
      }
      for (const { id, received, channel, what, evidence } of result.cases)
        cli.print(
          `${id}: ${what}, by ${channel}, ${received.slice(0, 10)}` +
            (evidence === undefined ? '' : ` (evidence/${evidence})`),
        );
      if (result.cases.length === 0) cli.print('no case is open');
    });
}
