/** What beside the log names or holds something of erased submissions: mails that were still due, and evidence. */
import { addressKeyOf, type AddressKey } from '../address-key.ts';
import type { RegisterState } from '../register-state.ts';

/** Returns the ids of mails that are due about these submissions; call it before they are erased. */
export function dueMailsOf(state: RegisterState, submissions: readonly string[]): readonly string[] {
  const erased = new Set(submissions);
  return [...state.dueMails.values()].flatMap(({ mail, submission }) =>
    submission !== undefined && erased.has(submission) ? [mail] : [],
  );
}

/** Returns those of the people of whom nothing is held any more; their evidence is named by the ref. */
export function emptiedPeople(state: RegisterState, refs: readonly string[]): readonly string[] {
  return [...new Set(refs)].filter((ref) =>
    (state.people.get(ref)?.submissions ?? []).every((id) => state.submissions.get(id)?.fields === undefined),
  );
}

/** Returns the keys of the addresses of submissions; call it before they are erased. */
export function addressesOf(
  state: RegisterState,
  submissions: readonly string[],
  keyOf: AddressKey,
): readonly string[] {
  return submissions.flatMap((id) => {
    const submission = state.submissions.get(id);
    return (submission === undefined ? undefined : addressKeyOf(submission, keyOf)) ?? [];
  });
}

/** Returns those of the keys under which neither a person is known nor anything waits for a confirmation. */
export function unusedKeys(
  state: RegisterState,
  keys: readonly string[],
  keyOf: AddressKey,
): ReadonlySet<string> {
  const waiting = new Set(addressesOf(state, [...state.unconfirmed], keyOf));
  return new Set(keys.filter((key) => !state.refByKey.has(key) && !waiting.has(key)));
}
