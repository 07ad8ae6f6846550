/** Since when a permission has the state that it has. */
import { permissionOf, SERVICE, type Moment } from './permission.ts';
import type { RegisterState, Submission } from './register-state.ts';

/** Returns the time, RFC 3339: of the withdrawal, of the confirmation, or else of the submission. */
export function permissionSince(
  state: RegisterState,
  submission: Submission,
  purpose: string,
  moment: Moment,
): string {
  const permission = permissionOf(state, submission, purpose, moment);
  if (permission === 'withdrawn') {
    const stop = state.people
      .get(submission.ref)
      ?.withdrawals.findLast(
        ({ scope, order }) =>
          order > submission.order && (scope === purpose || (scope === 'all' && purpose !== SERVICE)),
      );
    return stop?.at ?? submission.erased?.at ?? submission.recorded;
  }
  if (permission === 'expired' && purpose === SERVICE && submission.closedAt !== undefined)
    return submission.closedAt;
  return submission.confirmedAt ?? submission.recorded;
}
