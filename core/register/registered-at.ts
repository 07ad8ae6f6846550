/** When somebody registered: a correction keeps the time of what it corrects. */
import type { RegisterState, Submission } from './register-state.ts';

/** Returns the earliest confirmation of a submission and of what it corrects, RFC 3339; else when it was recorded. */
export function registeredAt(state: RegisterState, submission: Submission): string {
  let earliest = submission.confirmedAt ?? submission.recorded;
  let one: Submission | undefined = submission;
  while (one?.replaces !== undefined) {
    one = state.submissions.get(one.replaces);
    if (one?.confirmedAt !== undefined && one.confirmedAt < earliest) earliest = one.confirmedAt;
  }
  return earliest;
}
