/** The person of a ref in the state. For the fold alone: it may add one. */
import type { Person, RegisterState } from './register-state.ts';

/** Returns the person, whom it adds where the ref is new. */
export function personOf(state: RegisterState, ref: string): Person {
  let person = state.people.get(ref);
  if (person === undefined) {
    person = { ref, submissions: [], withdrawals: [], lastUse: new Map(), lastAct: undefined };
    state.people.set(ref, person);
  }
  return person;
}
