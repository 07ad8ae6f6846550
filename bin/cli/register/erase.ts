/** `headcount register erase`: all values of a person go; proof without identity stays. */
import type { Command } from 'commander';
import type { ErasedFor } from '#core/register/staff/erase-for';
import { callStaff } from './open-staff.ts';
import { readWho } from './read-inputs.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<who>', 'a ref, a submission, an e-mail address; - reads it from standard input')
    .action(async (who: string, options: RegisterOptions) => {
      const cli = openRegisterCli(options);
      const erased = await callStaff<ErasedFor>(cli, 'erase', { who: readWho(who) });
      if (cli.json) {
        cli.print(JSON.stringify(erased));
        return;
      }
      cli.print(`erased: ${erased.erased.length} submission${erased.erased.length === 1 ? '' : 's'}`);
      for (const { submission, fields, why, until } of erased.kept)
        cli.print(`kept of ${submission}: ${fields.join(', ')} until ${until} (${why})`);
      cli.print(`no backup holds them from ${erased.backupsFreeOn} on`);
      if (erased.notify.length > 0) cli.print(`recipients to notify: ${erased.notify.join(', ')}`);
      for (const { text } of erased.drafts) cli.print(`\n${text}`);
    });
}
