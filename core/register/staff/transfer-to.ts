/** `transfer`: what may go to a recipient now, as CSV with a manifest. */
import { stringify } from 'csv-stringify/sync';
import { passGate, type GatedPerson } from '../gate.ts';
import { isStanding } from '../permission.ts';
import { momentOf, timeOf } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { StaffUsageError, type StaffContext } from './staff-context.ts';

export interface TransferRequest {
  readonly recipient: string;
  readonly purpose: string;
  readonly reason: string;
  readonly isDryRun: boolean;
}

export interface Transfer {
  readonly transfer: string;
  readonly recipient: string;
  readonly people: number;
  readonly submissions: readonly string[];
  readonly sha256: string;
  /** What is written into the folder that staff named; absent in a dry run. */
  readonly files?: { readonly 'data.csv': string; readonly 'manifest.json': string };
}

/**
 * Hands out the values of submissions that approved the recipient, once the transfer is in the log; somebody who
 * withdraws meanwhile is left out. A dry run reads, records the read, and hands out nothing. Throws a StaffUsageError
 * for a recipient or purpose that there is not.
 */
export async function transferTo(request: TransferRequest, context: StaffContext): Promise<Transfer> {
  const { recipient, isDryRun } = request;
  const party = context.register.config.recipients.find(({ id }) => id === recipient);
  checkRequest(request, context);
  const transfer = context.randomId();
  const purpose = `transfer:${recipient}`;
  for (;;) {
    const { people } = await passGate({ purpose, reader: context.reader, reason: request.reason }, context);
    const submissions = people.flatMap((person) => person.submissions.map(({ submission }) => submission));
    const csv = formatRows(people, context);
    const sha256 = context.sha256(new TextEncoder().encode(csv));
    const summary = { transfer, recipient, people: people.length, submissions, sha256 };
    if (isDryRun) return summary;
    const at = timeOf(context);
    const manifest = `${JSON.stringify({ ...summary, name: party?.name, country: party?.country, purpose, at, by: context.reader }, undefined, 2)}\n`;
    await context.files.keepManifest(transfer, manifest);
    const stand = (state: RegisterState) =>
      submissions.every((id) => {
        const submission = state.submissions.get(id);
        return submission !== undefined && isStanding(state, submission, purpose, momentOf(context));
      });
    if (
      await context.log.append([{ event: 'transferred', at, recipient, transfer, submissions, sha256 }], {
        names: people.map(({ ref }) => ref),
        holds: stand,
      })
    )
      return { ...summary, files: { 'data.csv': csv, 'manifest.json': manifest } };
  }
}

function checkRequest({ recipient, purpose }: TransferRequest, { register: { config } }: StaffContext): void {
  const ids = config.recipients.map(({ id }) => id);
  if (config.processors.some(({ id }) => id === recipient))
    throw new StaffUsageError(
      'this is a processor, which acts for you under a contract (Art. 28 GDPR): nothing is transferred to it',
    );
  if (!ids.includes(recipient))
    throw new StaffUsageError(`unknown recipient: the recipients are ${ids.join(', ') || '(none)'}`);
  if (purpose !== `transfer:${recipient}`)
    throw new StaffUsageError(`a transfer to ${recipient} has one purpose: --purpose transfer:${recipient}`);
}

/** One row per submission; a value that a spreadsheet would take for a formula is defused. */
function formatRows(people: readonly GatedPerson[], { register }: StaffContext): string {
  const names = [
    ...new Set(
      [...register.forms.values()]
        .flatMap(({ fields }) => fields.map(({ name }) => name))
        .concat(
          people.flatMap(({ submissions }) => submissions.flatMap(({ fields }) => Object.keys(fields))),
        ),
    ),
  ].filter((name) => people.some(({ submissions }) => submissions.some(({ fields }) => name in fields)));
  const rows = people.flatMap(({ ref, submissions }) =>
    submissions.map(({ submission, fields }) => [
      ref,
      submission,
      ...names.map((name) => fields[name] ?? ''),
    ]),
  );
  return stringify([['ref', 'submission', ...names], ...rows], {
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}
