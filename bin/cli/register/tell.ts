/** `headcount register tell`: tells the participants of a workshop or course of a change. */
import type { Command } from 'commander';
import type { MailsMade } from '#core/register/staff/answer-person';
import { callStaff } from './open-staff.ts';
import { noteMails } from './note-mails.ts';
import { readText } from './read-inputs.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface TellOptions extends RegisterOptions {
  readonly text: string;
  readonly cancelled?: boolean;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<form>', 'id of the form')
    .requiredOption('--text <file>', 'file that says what has changed')
    .option('--cancelled', 'cancel the calendar entries (default: change them to the dates of the form)')
    .action(async (form: string, { text, cancelled = false, ...options }: TellOptions) => {
      const cli = openRegisterCli(options);
      const input = { form, text: readText(text, '--text'), isCancelled: cancelled };
      noteMails(cli, await callStaff<MailsMade>(cli, 'tell', input));
    });
}
