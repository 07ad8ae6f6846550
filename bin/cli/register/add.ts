/** `headcount register add`: a registration that came by letter, by telephone or on a visit. */
import type { Command } from 'commander';
import { UsageError } from '#core/operator/failures';
import { callStaff } from './open-staff.ts';
import { readEvidence } from './read-inputs.ts';
import { collect, openRegisterCli, withRegisterOptions, type RegisterOptions } from './register-options.ts';

interface AddOptions extends RegisterOptions {
  readonly channel: string;
  readonly received: string;
  readonly evidence: string;
  readonly give?: readonly string[];
  readonly topics?: readonly string[];
  readonly language?: string;
}

export function register(command: Command): void {
  withRegisterOptions(command)
    .argument('<form>', 'id of the form')
    .argument('<values...>', 'FIELD=VALUE of each field')
    .requiredOption('--channel <channel>', 'letter, phone or visit')
    .requiredOption('--received <day>', 'day on which it came, as 2027-03-12')
    .requiredOption('--evidence <file or text>', 'the scanned letter, or who took the call or visit')
    .option(
      '--give <purposes>',
      'purposes and transfer:RECIPIENT that were given, with commas (default: none)',
      collect,
    )
    .option('--topics <topics>', 'topics, with commas (default: none)', collect)
    .option(
      '--language <language>',
      'language of the notice that was shown or read out (default: the first of register.json)',
    )
    .action(async (form: string, values: readonly string[], options: AddOptions) => {
      const { channel, received, evidence, give = [], topics = [], language, ...shared } = options;
      const cli = openRegisterCli(shared);
      const added = await callStaff<{ submission: string; next: string }>(cli, 'add', {
        form,
        channel,
        received,
        evidence: readEvidence(evidence),
        fields: readFields(values),
        give,
        topics,
        language,
      });
      if (cli.json) cli.print(JSON.stringify(added));
      else cli.print(`submission ${added.submission}`);
      if (channel === 'phone' && added.next === 'confirm')
        cli.note('a mail asks the person to confirm: until then nothing stands');
    });
}

function readFields(values: readonly string[]): Readonly<Record<string, string>> {
  const at = values.findIndex((value) => !/^[^=]+=/.test(value));
  if (at >= 0) throw new UsageError(`argument ${at + 2} is no FIELD=VALUE: write one for each field`);
  return Object.fromEntries(
    values.map((value) => [value.slice(0, value.indexOf('=')), value.slice(value.indexOf('=') + 1)]),
  );
}
