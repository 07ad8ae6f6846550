/** `headcount register inform`: sends what is new in the catalogue to whoever allowed it, or previews it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { InformedBatch } from '#core/register/information/informer';
import type { InformationPreview, InformationSelection } from '#core/register/staff/inform';
import { callStaff, withStaff, writeHandedOut } from './open-staff.ts';
import { readWho } from './read-inputs.ts';
import { openRegisterCli, withPurpose, type RegisterCli, type RegisterOptions } from './register-options.ts';

interface InformOptions extends RegisterOptions {
  readonly purpose: string;
  readonly reason: string;
  readonly preview?: string | true;
  readonly dryRun?: boolean;
  readonly out?: string;
}

interface InformInput {
  readonly who?: string;
  readonly purpose: string;
  readonly reason: string;
}

/** People per request to the register; after each, progress is said. */
const BATCH = 50;

export function register(command: Command): void {
  withPurpose(command)
    .argument(
      '[who]',
      'a ref, a submission, an e-mail address; - reads it from standard input (default: all)',
    )
    .option(
      '--preview [who]',
      'show what all, or one person, would get, and why; nothing is sent (default: all)',
    )
    .option(
      '--out <dir>',
      'with --preview: folder for the mails as text and HTML, readable by you alone (default: none)',
    )
    .option('--dry-run', 'count what would be sent')
    .action(inform);
}

async function inform(
  argument: string | undefined,
  { purpose, reason, preview, dryRun = false, out, ...options }: InformOptions,
): Promise<void> {
  const cli = openRegisterCli(options);
  const named = argument ?? (typeof preview === 'string' ? preview : undefined);
  const input = { ...(named === undefined ? {} : { who: readWho(named) }), purpose, reason };
  if (preview !== undefined) await show(cli, input, out);
  else await send(cli, input, dryRun);
}

async function show(cli: RegisterCli, input: InformInput, out: string | undefined): Promise<void> {
  const withMails = out !== undefined || (input.who !== undefined && !cli.json);
  const preview = await callStaff<InformationPreview>(cli, 'inform-preview', { ...input, withMails });
  if (out !== undefined) mkdirSync(out, { recursive: true, mode: 0o700 });
  for (const { ref, mail } of out === undefined ? [] : preview.people) {
    writeHandedOut(join(out ?? '', `${ref}.txt`), mail?.text ?? '');
    writeHandedOut(join(out ?? '', `${ref}.html`), mail?.html ?? '');
  }
  if (cli.json) {
    const people = preview.people.map(({ ref, language, items }) => ({ ref, language, items }));
    cli.print(JSON.stringify({ due: preview.due, people }));
  } else
    for (const { ref, language, items, mail } of preview.people) {
      cli.print(`${ref} (${language})`);
      for (const { id, title, why } of items) cli.print(`  ${id}: ${title}\n    ${why}`);
      if (mail !== undefined && input.who !== undefined)
        cli.print(`\nSubject: ${mail.subject}\n\n${mail.text}`);
    }
  cli.note(`${preview.due} due; nothing was sent, and the read is on record`);
}

async function send(cli: RegisterCli, input: InformInput, isDryRun: boolean): Promise<void> {
  const result = await withStaff(cli, async (call) => {
    const selection = (await call('inform-select', { ...input, isDryRun })) as InformationSelection;
    const { mailing, due: refs, nothing } = selection;
    let { unknown } = selection;
    let sent = 0;
    const batched = isDryRun ? [] : refs;
    for (let at = 0; at < batched.length; at += BATCH) {
      const { purpose, reason } = input;
      const batch = { mailing, refs: refs.slice(at, at + BATCH), purpose, reason };
      const done = (await call('inform-send', batch)) as InformedBatch;
      sent += done.sent;
      unknown += done.unknown;
      cli.note(`${Math.min(at + BATCH, refs.length) - done.left} of ${refs.length}: ${sent} sent`);
      if (done.cause !== undefined) {
        noteRest(cli, done.cause);
        break;
      }
    }
    return { mailing: isDryRun ? null : mailing, due: refs.length, sent, nothing, unknown };
  });
  if (cli.json) cli.print(JSON.stringify(result));
  else
    cli.print(
      `due: ${result.due}, sent: ${result.sent}, nothing new: ${result.nothing}, unknown: ${result.unknown}`,
    );
}

function noteRest(cli: RegisterCli, cause: 'limit' | 'server'): void {
  const why =
    cause === 'limit'
      ? 'the mails of this hour are used up (limits.mailsPerHour)'
      : 'the mail server takes no mail at the moment';
  cli.note(`${why}: the rest goes by the same command later`);
}
