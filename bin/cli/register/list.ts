/** `headcount register list`: people whose permission for a purpose stands now. */
import { stringify } from 'csv-stringify/sync';
import { InvalidArgumentError, type Command } from 'commander';
import type { ListedPeople } from '#core/register/staff/list-people';
import { textTable } from '#render/text-table';
import { callStaff } from './open-staff.ts';
import { openRegisterCli, withPurpose, type RegisterOptions } from './register-options.ts';

const FORMATS = ['table', 'csv', 'json'] as const;

interface ListOptions extends RegisterOptions {
  readonly form?: string;
  readonly purpose: string;
  readonly reason: string;
  readonly case?: string;
  readonly format?: (typeof FORMATS)[number];
}

export function register(command: Command): void {
  withPurpose(command)
    .option('--form <id>', 'one form (default: all)')
    .option('--case <id>', 'the case that the read belongs to; kept on record (default: none)')
    .option('--format <format>', `${FORMATS.join(', ')} (default: table)`, parseFormat)
    .action(list);
}

async function list({ form, purpose, reason, case: caseId, format, ...options }: ListOptions): Promise<void> {
  const cli = openRegisterCli(options);
  const listed = await callStaff<ListedPeople>(cli, 'list', { form, purpose, reason, case: caseId });
  const fields = [...new Set(listed.people.flatMap(({ values }) => Object.keys(values)))];
  const header = ['ref', ...fields, 'topics', 'since'];
  const rows = listed.people.map(({ ref, values, topics, since }) => [
    ref,
    ...fields.map((name) => values[name] ?? ''),
    topics.join(' '),
    since.slice(0, 10),
  ]);
  if (cli.json || format === 'json') cli.print(JSON.stringify(listed));
  else if (format === 'csv')
    cli.write(stringify([header, ...rows], { escape_formulas: true, record_delimiter: 'windows' }));
  else
    cli.print(
      textTable(
        [header, ...rows],
        header.map(() => false),
      ).join('\n'),
    );
  cli.note(
    `${listed.count} ${listed.count === 1 ? 'person' : 'people'} for ${purpose}; the read is on record`,
  );
}

function parseFormat(word: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((one) => one === word);
  if (format === undefined) throw new InvalidArgumentError(`formats: ${FORMATS.join(', ')}`);
  return format;
}
