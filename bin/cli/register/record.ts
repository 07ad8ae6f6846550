/** `headcount register record`: the record of processing (Art. 30 GDPR), from forms and code. */
import type { Command } from 'commander';
import { recordOfProcessing } from '#core/register/record-of-processing';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

export function register(command: Command): void {
  withRegisterOptions(command).action((options: RegisterOptions) => {
    const cli = openRegisterCli(options);
    const markdown = recordOfProcessing(cli.register);
    if (cli.json) cli.print(JSON.stringify({ markdown }));
    else cli.write(markdown);
  });
}
