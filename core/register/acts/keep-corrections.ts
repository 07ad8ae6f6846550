/** What a person corrects or gives while a new address waits for its confirmation is not undone by that. */
import { passGate, RIGHTS } from '../gate.ts';
import type { RegisterContext } from '../register-context.ts';
import type { RegisterState, Submission } from '../register-state.ts';
import { replaceSubmission } from './replace-submission.ts';

/**
 * Puts the address of a confirmed correction into what was corrected meanwhile, where anything was. Repeated, it
 * changes nothing.
 */
export async function keepCorrections(id: string, context: RegisterContext): Promise<void> {
  const state = await context.log.read([id]);
  const confirmed = state.submissions.get(id);
  const addressField = confirmed?.addressField;
  if (confirmed === undefined || addressField === undefined || confirmed.replacedBy !== undefined) return;
  const latest = replacedMeanwhile(state, confirmed);
  if (latest === undefined) return;
  const [address, fields] = [await fieldsOf(confirmed, context), await fieldsOf(latest, context)];
  const value = address?.[addressField];
  if (fields === undefined || value === undefined) return;
  const merged = { ...fields, [addressField]: value };
  await context.log.append(
    replaceSubmission(
      { ...latest, ref: confirmed.ref, fields: merged },
      merged,
      {},
      state,
      context,
      'person',
    ),
    { names: [id], holds: (now) => now.submissions.get(id)?.replacedBy === undefined },
  );
}

/** The submission that the confirmation replaced, if it came after the correction that waited. */
function replacedMeanwhile(
  state: RegisterState,
  { submission, replaces, order }: Submission,
): Submission | undefined {
  if (replaces === undefined) return undefined;
  let one = state.submissions.get(replaces);
  while (one?.replacedBy !== undefined && one.replacedBy !== submission)
    one = state.submissions.get(one.replacedBy);
  return one === undefined || one.order < order ? undefined : one;
}

async function fieldsOf({ ref, submission }: Submission, context: RegisterContext) {
  const gated = await passGate(
    { purpose: RIGHTS, reader: 'person', reason: 'a corrected address was confirmed', refs: [ref] },
    context,
  );
  return gated.people.flatMap(({ submissions }) => submissions).find((one) => one.submission === submission)
    ?.fields;
}
