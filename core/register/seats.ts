/** How many seats of a workshop or course are taken, which the fold counts. */
import type { Form } from './form-schema.ts';
import type { RegisterState, Submission } from './register-state.ts';

/** Whether as many people have confirmed as there are seats; a form without seats is never full. */
export function isFull(form: Form, state: RegisterState): boolean {
  const seats = form.offer?.seats;
  return seats !== undefined && (state.takenSeats.get(form.id) ?? 0) >= seats;
}

/** Changes a submission, and counts the seat that it takes or frees by that. For the fold alone. */
export function changeSeat(state: RegisterState, submission: Submission, change: () => void): void {
  const before = takesSeat(submission);
  change();
  const after = takesSeat(submission);
  if (before === after) return;
  const { form } = submission;
  state.takenSeats.set(form, (state.takenSeats.get(form) ?? 0) + (after ? 1 : -1));
}

/** Confirmed, and its service neither closed nor corrected by another submission nor erased. */
function takesSeat({ confirmedAt, closedAt, erased, replacedBy }: Submission): boolean {
  return (
    confirmedAt !== undefined && closedAt === undefined && erased === undefined && replacedBy === undefined
  );
}
