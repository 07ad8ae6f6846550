/** Whether a workshop or course is full. */
import type { Form } from './form-schema.ts';
import { isStanding, SERVICE, type Moment } from './permission.ts';
import type { RegisterState } from './register-state.ts';

/** Whether as many people have confirmed as there are seats; a form without seats is never full. */
export function isFull(form: Form, state: RegisterState, moment: Moment): boolean {
  const seats = form.offer?.seats;
  if (seats === undefined) return false;
  let taken = 0;
  for (const id of state.confirmedByForm.get(form.id) ?? []) {
    const submission = state.submissions.get(id);
    if (submission !== undefined && isStanding(state, submission, SERVICE, moment)) taken++;
    if (taken >= seats) return true;
  }
  return false;
}
