/** What an erasure means for the state; a part of the fold, as apply-event.ts. */
import { addressKeyOf, type AddressKey } from './address-key.ts';
import type { ErasedEvent } from './event.ts';
import { keepFields } from './purge-values.ts';
import type { RegisterState } from './register-state.ts';
import { changeSeat } from './seats.ts';

/** Changes the state as the event says: of one submission, or of a whole person where none is named. */
export function applyErasure(state: RegisterState, event: ErasedEvent, keyOf: AddressKey): void {
  const ids =
    event.submission === undefined ? (state.people.get(event.ref)?.submissions ?? []) : [event.submission];
  const keys = new Set<string>();
  for (const id of ids) {
    const submission = state.submissions.get(id);
    if (submission === undefined) continue;
    const key = addressKeyOf(submission, keyOf);
    if (key !== undefined) keys.add(key);
    submission.fields = keepFields(submission.fields, event.kept ?? []);
    changeSeat(state, submission, () => {
      submission.erased ??= { at: event.at, cause: event.cause };
    });
    state.unconfirmed.delete(id);
    state.unwelcomed.delete(id);
    state.confirmedByForm.get(submission.form)?.delete(id);
  }
  for (const [mail, due] of state.dueMails)
    if (event.submission === undefined ? due.ref === event.ref : due.submission === event.submission)
      state.dueMails.delete(mail);
  for (const key of keys) {
    // What is erased may be a stranger's: the address stays with whoever confirmed it.
    const owner = state.refByKey.get(key);
    if (owner !== undefined && !holdsAddress(state, owner, key, keyOf)) state.refByKey.delete(key);
  }
}

/** Whether the person still holds the address in a confirmed submission that is not erased. */
function holdsAddress(state: RegisterState, ref: string, key: string, keyOf: AddressKey): boolean {
  return (state.people.get(ref)?.submissions ?? []).some((id) => {
    const submission = state.submissions.get(id);
    return (
      submission?.confirmedAt !== undefined &&
      submission.erased === undefined &&
      addressKeyOf(submission, keyOf) === key
    );
  });
}
