/** The person of a ref in the state. For the fold alone: it may add one. */
import type { Person, RegisterState } from './register-state.ts';

/** Returns the person, whom it adds where the ref is new; `at` is then the time of the first act. */
export function personOf(state: RegisterState, ref: string, at: string): Person {
  let person = state.people.get(ref);
  if (person === undefined) {
    person = { ref, submissions: [], withdrawals: [], lastUse: new Map(), lastAct: at };
    state.people.set(ref, person);
  }
  return person;
}
