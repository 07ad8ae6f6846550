/** `headcount register show` and `export`: all that is held of one person. */
import type { Command } from 'commander';
import type { PersonDescription } from '#core/register/describe-person';
import { callStaff, writeHandedOut } from './open-staff.ts';
import { readWho } from './read-inputs.ts';
import { openRegisterCli, withPurpose, type RegisterCli, type RegisterOptions } from './register-options.ts';

interface PersonOptions extends RegisterOptions {
  readonly purpose: string;
  readonly reason: string;
  readonly out?: string;
}

export function register(command: Command): void {
  withPurpose(command).argument(
    '<who>',
    'a ref, a submission, an e-mail address; - reads it from standard input',
  );
  if (command.name() === 'export')
    command.option('--out <file>', 'file to write, readable by you alone (default: standard output)');
  command.action(async (who: string, { purpose, reason, out, ...options }: PersonOptions) => {
    const cli = openRegisterCli(options);
    const person = await callStaff<PersonDescription>(cli, 'show', { who: readWho(who), purpose, reason });
    if (out !== undefined) {
      writeHandedOut(out, `${JSON.stringify(person, undefined, 2)}\n`);
      cli.note(`${out} holds personal data: hand it to the person and delete it`);
    } else if (cli.json || command.name() === 'export')
      cli.print(JSON.stringify(person, undefined, cli.json ? 0 : 2));
    else print(cli, person);
  });
}

function print(
  cli: RegisterCli,
  { ref, submissions, permissions, transfers, events }: PersonDescription,
): void {
  cli.print(`person ${ref}`);
  for (const one of submissions) {
    cli.print(`\nsubmission ${one.submission}: form ${one.form}, ${one.received.slice(0, 10)}`);
    for (const [name, value] of Object.entries(one.values))
      cli.print(`  ${name}: ${value.replaceAll('\n', '\n    ')}`);
    if (one.undeliverable === true)
      cli.print('  mails to this address come back for good: only a confirmation still goes there');
    if (one.topics.length > 0) cli.print(`  topics: ${one.topics.join(', ')}`);
  }
  cli.print('\npermissions');
  for (const { purpose, state, since, submission } of permissions)
    cli.print(`  ${purpose}: ${state} since ${since.slice(0, 10)} (submission ${submission})`);
  cli.print(transfers.length === 0 ? '\nno transfers' : '\ntransfers');
  for (const { transfer, recipient, at, submission } of transfers)
    cli.print(`  ${at.slice(0, 10)} to ${recipient}: transfer ${transfer}, submission ${submission}`);
  cli.print('\nevents');
  for (const event of events) cli.print(`  ${event.at} ${event.event}`);
}
