/** `headcount register answer`: answers an inquiry, or sends what was asked for. */
import type { Command } from 'commander';
import type { MailsMade } from '#core/register/staff/answer-person';
import { callStaff } from './open-staff.ts';
import { noteMails } from './note-mails.ts';
import { readAttachments, readText, readWho } from './read-inputs.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface AnswerOptions extends RegisterOptions {
  readonly text?: string;
  readonly attach?: readonly string[];
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<ref>', 'a ref or a submission')
    .option('--text <file>', 'file with the text (default: no text of your own)')
    .option('--attach <files...>', 'files to attach (default: none)')
    .action(async (ref: string, { text, attach = [], ...options }: AnswerOptions) => {
      const cli = openRegisterCli(options);
      const made = await callStaff<MailsMade>(cli, 'answer', {
        who: readWho(ref),
        text: readText(text, '--text'),
        attachments: readAttachments(attach),
      });
      noteMails(cli, made);
    });
}
