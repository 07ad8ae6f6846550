/** Erasures that a crash interrupted: they are in the log, and what they erased is still in a file. */
import { addressKeyOf, type AddressKey } from '#core/register/address-key';
import type { RegisterEvent } from '#core/register/event';
import { keepFields } from '#core/register/purge-values';
import type { RegisterState } from '#core/register/register-state';

export class UnfinishedErasures {
  readonly submissions = new Set<string>();
  /** Keys of the addresses that were erased. */
  readonly keys = new Set<string>();

  /** Notes an event of the log before it is applied; values that were rewritten are not there to be erased again. */
  note(state: RegisterState, event: RegisterEvent, keyOf: AddressKey): void {
    if (event.event !== 'erased') return;
    const own = state.people.get(event.ref)?.submissions ?? [];
    for (const id of event.submission === undefined ? own : [event.submission]) {
      const submission = state.submissions.get(id);
      if (submission?.fields === undefined) continue;
      const kept = keepFields(submission.fields, event.kept ?? []);
      if (Object.keys(kept ?? {}).length === Object.keys(submission.fields).length) continue;
      this.submissions.add(id);
      const key = addressKeyOf(submission, keyOf);
      if (key !== undefined) this.keys.add(key);
    }
  }
}
