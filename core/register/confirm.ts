/**
 * Confirming a submission: the second half of a double opt-in. A second use of the link succeeds and changes nothing,
 * since people and their mail programs follow links twice.
 */
import type { RegisterEvent } from './event.ts';
import { addressKeyOf, type AddressKey } from './address-key.ts';
import { seatsOfForm } from './log-names.ts';
import type { RegisterLog } from './register-log.ts';
import type { RegisterState, Submission } from './register-state.ts';

/**
 * `gone`: nobody holds the submission any more, as an unconfirmed one is erased after 14 days. `full`: every seat was
 * taken, so that it is on no list; its consents stand.
 */
export type Confirmation = 'confirmed' | 'full' | 'gone';

export interface ConfirmOptions {
  readonly keyOf: AddressKey;
  /** The instant in milliseconds since 1970. */
  readonly now: number;
  /** What is recorded with the confirmation. */
  readonly follow?: (submission: Submission, ref: string) => readonly RegisterEvent[];
  /** Whether no seat is left for the submission. */
  readonly isFull?: (submission: Submission, state: RegisterState) => boolean;
}

/**
 * Confirms a submission. It belongs from then on to whoever confirmed its address before, if anybody did. Where no seat
 * is left, its service is closed with the confirmation. Rejects where the confirmation could not be stored.
 */
export async function confirmSubmission(
  id: string,
  log: RegisterLog,
  { keyOf, now, follow = () => [], isFull = () => false }: ConfirmOptions,
): Promise<Confirmation> {
  const at = new Date(now).toISOString();
  for (;;) {
    const submission = (await log.read([id])).submissions.get(id);
    if (submission === undefined || submission.erased !== undefined) return 'gone';
    if (submission.confirmedAt !== undefined) return outcomeOf(submission.isTurnedAway);
    const key = addressKeyOf(submission, keyOf);
    const personIn = (state: RegisterState) =>
      (key === undefined ? undefined : state.refByKey.get(key)) ?? submission.ref;
    const names = [id, submission.ref, seatsOfForm(submission.form), ...(key === undefined ? [] : [key])];
    const before = await log.read(names);
    const ref = personIn(before);
    const isTurnedAway = isFull(submission, before);
    const stopped = stoppedSince(before, key, submission);
    const events: readonly RegisterEvent[] = [
      { event: 'confirmed', at, submission: id, ref, ...(stopped.length === 0 ? {} : { stopped }) },
      ...(isTurnedAway ? [{ event: 'closed', at, submission: id, cause: 'full' } as const] : []),
      ...follow(submission, ref),
    ];
    // Where another submission of this address is confirmed meanwhile, or the last seat is taken, it is judged again.
    const holds = (state: RegisterState) =>
      isOpen(state, id) &&
      personIn(state) === ref &&
      isFull(submission, state) === isTurnedAway &&
      stoppedSince(state, key, submission).length === stopped.length;
    if (await log.append(events, { names, holds })) return outcomeOf(isTurnedAway);
  }
}

/** What was withdrawn under the address since the submission; what was erased on request is not confirmed any more. */
function stoppedSince(
  state: RegisterState,
  key: string | undefined,
  { recorded, ...submission }: Submission,
): readonly string[] {
  const givenUp = key === undefined ? [] : (state.givenUpByKey.get(key) ?? []);
  // Where the log has no one order of all events, its times decide.
  const since = givenUp.filter(
    ({ scope, at, order }) =>
      scope !== 'everything' && (order === undefined ? at > recorded : order > submission.order),
  );
  return [...new Set(since.map(({ scope }) => scope))];
}

const outcomeOf = (isTurnedAway = false): Confirmation => (isTurnedAway ? 'full' : 'confirmed');

function isOpen(state: RegisterState, id: string): boolean {
  const submission = state.submissions.get(id);
  return submission !== undefined && submission.confirmedAt === undefined && submission.erased === undefined;
}
