/** Says how many mails of a command left. */
import type { MailsMade } from '#core/register/staff/answer-person';
import type { RegisterCli } from './register-options.ts';

/** Prints the result. */
export function noteMails(cli: RegisterCli, made: MailsMade): void {
  cli.print(cli.json ? JSON.stringify(made) : `sent: ${made.sent}`);
  if (made.due > 0)
    cli.note(
      `${made.due} could not be handed over and stay due: they go as soon as the mail server takes them`,
    );
}
