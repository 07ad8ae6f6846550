/** `headcount register mail`: files received mails: replies, bounces, complaints, automatic replies. */
import { rmSync } from 'node:fs';
import type { Command } from 'commander';
import { CannotError } from '#core/operator/failures';
import type { FiledMail } from '#core/register/staff/file-mails';
import { parseMail } from '#runtime/node/register/parse-mail';
import type { StaffCall } from '../../operator/register-place.ts';
import { withStaff } from './open-staff.ts';
import { listMails, readMail, STANDARD_INPUT, type MailFile } from './read-mails.ts';
import { openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface MailOptions extends RegisterOptions {
  readonly remove?: boolean;
}

/** Mails and bytes that go to the register at once. */
const BATCH = { mails: 100, bytes: 20 * 1024 * 1024 } as const;

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<files...>', 'mails as files, folders with new/ and cur/ (maildir); - is standard input')
    .option('--remove', 'remove each file once its mail is filed')
    .action(async (files: readonly string[], { remove = false, ...options }: MailOptions) => {
      const cli = openRegisterCli(options);
      const { mails, problems } = listMails(files);
      const filed = await withStaff(cli, (call) => fileAll(mails, call, problems));
      if (remove) for (const { file } of filed) if (file !== STANDARD_INPUT) rmSync(file, { force: true });
      if (cli.json) cli.print(JSON.stringify({ mails: filed }));
      else for (const { file, as } of filed) cli.print(`${file}: ${as}`);
      if (!cli.json && filed.length === 0 && problems.length === 0) cli.print('no mail is there');
      if (problems.length > 0) throw new CannotError(problems.join('; '));
    });
}

/** Files the mails batch by batch; adds what cannot be read to the problems. */
async function fileAll(
  mails: readonly MailFile[],
  call: StaffCall,
  problems: string[],
): Promise<readonly FiledMail[]> {
  const filed: FiledMail[] = [];
  let batch: object[] = [];
  let bytes = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const answer = (await call('mail', { mails: batch })) as { mails: readonly FiledMail[] };
    filed.push(...answer.mails);
    batch = [];
    bytes = 0;
  };
  for (const mail of mails) {
    const content = readMail(mail, problems);
    if (content === undefined) continue;
    if (batch.length >= BATCH.mails || bytes + content.length > BATCH.bytes) await flush();
    batch.push({ file: mail.file, message: await parseMail(content), content: content.toString('base64') });
    bytes += content.length;
  }
  await flush();
  return filed;
}
