/** Who may have a permission: a scan for a purpose starts with these people. */
import { RETAINED } from './gate.ts';
import { SERVICE } from './permission.ts';
import type { RegisterState } from './register-state.ts';

/** Lists the refs of people of whom a submission offered the purpose, whether or not the permission stands. */
export function* listOffered(state: RegisterState, purpose: string): Generator<string> {
  for (const { ref, submissions } of state.people.values()) {
    const isOffered = submissions.some(
      (id) =>
        purpose === SERVICE ||
        purpose === RETAINED ||
        state.submissions.get(id)?.decisions[purpose] !== undefined,
    );
    if (isOffered) yield ref;
  }
}
