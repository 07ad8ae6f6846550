/** Finds the person that an id means, and the keys of a person's addresses. No address leaves this. */
import { addressKeyOf, type AddressKey } from './address-key.ts';
import type { RegisterState } from './register-state.ts';

/** Returns the ref of the person that a ref, a submission or the key of an address means; undefined for nobody. */
export function findRef(state: RegisterState, name: string): string | undefined {
  const ref = state.submissions.get(name)?.ref ?? state.refByKey.get(name) ?? name;
  return (state.people.get(ref)?.submissions ?? []).length > 0 ? ref : undefined;
}

/** Returns the keys of the addresses that the person has confirmed and that are still held. */
export function addressKeysOf(state: RegisterState, ref: string, keyOf: AddressKey): readonly string[] {
  const keys = (state.people.get(ref)?.submissions ?? []).flatMap((id) => {
    const submission = state.submissions.get(id);
    const isHeld = submission?.confirmedAt !== undefined && submission.erased === undefined;
    return (isHeld ? addressKeyOf(submission, keyOf) : undefined) ?? [];
  });
  return [...new Set(keys)];
}

/** Returns the latest confirmed submission with an address that is still held: where mails to the person go. */
export function mailSubmissionOf(state: RegisterState, ref: string): string | undefined {
  return (state.people.get(ref)?.submissions ?? []).findLast((id) => {
    const submission = state.submissions.get(id);
    return (
      submission?.confirmedAt !== undefined &&
      submission.erased === undefined &&
      submission.replacedBy === undefined &&
      submission.addressField !== undefined &&
      submission.fields?.[submission.addressField] !== undefined
    );
  });
}
