/**
 * Confirming a submission: the second half of a double opt-in. A second use of the link succeeds and changes nothing,
 * since people and their mail programs follow links twice.
 */
import type { RegisterEvent } from './event.ts';
import { addressKeyOf, type AddressKey } from './apply-event.ts';
import type { RegisterLog } from './register-log.ts';
import type { RegisterState, Submission } from './register-state.ts';

/** `gone`: nobody holds the submission any more, as an unconfirmed one is erased after 14 days. */
export type Confirmation = 'confirmed' | 'gone';

/**
 * Confirms a submission at an instant in milliseconds since 1970. It belongs from then on to whoever confirmed its
 * address before, if anybody did. What `follow` returns is recorded with it. Rejects where the confirmation could not
 * be stored.
 */
export async function confirmSubmission(
  id: string,
  log: RegisterLog,
  now: number,
  keyOf: AddressKey,
  follow: (submission: Submission, ref: string) => readonly RegisterEvent[] = () => [],
): Promise<Confirmation> {
  const at = new Date(now).toISOString();
  for (;;) {
    const submission = (await log.read([id])).submissions.get(id);
    if (submission === undefined || submission.erased !== undefined) return 'gone';
    if (submission.confirmedAt !== undefined) return 'confirmed';
    const key = addressKeyOf(submission, keyOf);
    const personIn = (state: RegisterState) =>
      (key === undefined ? undefined : state.refByKey.get(key)) ?? submission.ref;
    const ref = personIn(await log.read(key === undefined ? [submission.ref] : [submission.ref, key]));
    const event: RegisterEvent = { event: 'confirmed', at, submission: id, ref };
    // Where another submission of this address is confirmed meanwhile, its person is looked up again.
    if (
      await log.append(
        [event, ...follow(submission, ref)],
        (state) => isOpen(state, id) && personIn(state) === ref,
      )
    )
      return 'confirmed';
  }
}

function isOpen(state: RegisterState, id: string): boolean {
  const submission = state.submissions.get(id);
  return submission !== undefined && submission.confirmedAt === undefined && submission.erased === undefined;
}
