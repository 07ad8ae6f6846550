/** `headcount register withdraw`: a withdrawal that came by letter, telefax, mail or word of mouth. */
import type { Command } from 'commander';
import type { WithdrawnFor } from '#core/register/staff/withdraw-for';
import { callStaff } from './open-staff.ts';
import { readEvidence, readWho } from './read-inputs.ts';
import { collect, openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface WithdrawOptions extends RegisterOptions {
  readonly only?: readonly string[];
  readonly channel?: string;
  readonly received?: string;
  readonly evidence?: string;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<who>', 'a ref, a submission, an e-mail address; - reads it from standard input')
    .option('--only <purposes>', 'purposes and transfer:RECIPIENT (default: every consent)', collect)
    .option('--channel <channel>', 'letter, fax, phone, visit or mail', 'letter')
    .option('--received <day>', 'day on which it came, as 2027-03-12 (default: today)')
    .option('--evidence <file or text>', 'the scanned letter, or who heard it (default: none)')
    .action(async (who: string, { only = [], channel, received, evidence, ...options }: WithdrawOptions) => {
      const cli = openRegisterCli(options);
      const withdrawn = await callStaff<WithdrawnFor>(cli, 'withdraw', {
        who: readWho(who),
        only,
        channel,
        received,
        evidence: readEvidence(evidence),
      });
      if (cli.json) {
        cli.print(JSON.stringify(withdrawn));
        return;
      }
      const { stopped, kept, notify, drafts, backupsFreeOn } = withdrawn;
      cli.print(stopped.length === 0 ? 'nothing stood any more' : `stopped: ${stopped.join(', ')}`);
      for (const { what, why, until } of kept)
        cli.print(`kept: ${what} (${why}), until ${until ?? 'it is closed'}`);
      if (stopped.length > 0) cli.print(`no backup holds it from ${backupsFreeOn} on`);
      if (notify.length > 0) cli.print(`recipients to notify: ${notify.join(', ')}`);
      for (const { text } of drafts) cli.print(`\n${text}`);
    });
}
