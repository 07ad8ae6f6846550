/** `list`: people whose permission for a purpose stands now. */
import { CONSENTS } from '../event.ts';
import { passGate, RETAINED } from '../gate.ts';
import { SERVICE } from '../permission.ts';
import { timeOf } from '../register-context.ts';
import { StaffUsageError, type StaffContext } from './staff-context.ts';

export interface ListRequest {
  readonly form?: string | undefined;
  readonly purpose: string;
  readonly reason: string;
  readonly case?: string | undefined;
}

export interface ListedPeople {
  readonly purpose: string;
  /** When the read was recorded. */
  readonly read: string;
  readonly count: number;
  readonly people: readonly {
    readonly ref: string;
    /** The latest value of each field, of submissions that stand for the purpose alone. */
    readonly values: Readonly<Record<string, string>>;
    readonly topics: readonly string[];
    /** Since when the permission has stood. */
    readonly since: string;
  }[];
}

/** Reads through the gate. Throws a StaffUsageError for a purpose or form that there is not. */
export async function listPeople(
  { form, purpose, reason, case: caseId }: ListRequest,
  context: StaffContext,
): Promise<ListedPeople> {
  const { config, forms } = context.register;
  const known = [SERVICE, ...CONSENTS, ...config.recipients.map(({ id }) => `transfer:${id}`), RETAINED];
  if (!known.includes(purpose))
    throw new StaffUsageError(`unknown purpose in --purpose: choose one of ${known.join(', ')}`);
  if (form !== undefined && !forms.has(form))
    throw new StaffUsageError(`unknown form in --form: the forms are ${[...forms.keys()].join(', ')}`);
  const read = timeOf(context);
  const { people } = await passGate(
    { purpose, reader: context.reader, reason, ...(caseId === undefined ? {} : { case: caseId }) },
    context,
  );
  const listed = people.flatMap(({ ref, submissions }) => {
    const own = submissions.filter((one) => form === undefined || one.form === form);
    const [first] = own;
    if (first === undefined) return [];
    return [
      {
        ref,
        values: Object.assign({}, ...own.map(({ fields }) => fields)) as Record<string, string>,
        topics: [...new Set(own.flatMap(({ topics }) => topics))],
        since: own.reduce((earliest, { since }) => (since < earliest ? since : earliest), first.since),
      },
    ];
  });
  return { purpose, read, count: listed.length, people: listed };
}
