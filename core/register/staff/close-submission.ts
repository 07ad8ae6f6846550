/** `close`: the service of a submission is over; its consents stand on their own. */
import { timeOf } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { StaffError, type StaffContext } from './staff-context.ts';

/** Closes it, once; of a corrected one its correction. Throws a StaffError for a submission that there is not. */
export async function closeSubmission(
  submission: string,
  context: StaffContext,
): Promise<{ readonly submission: string }> {
  const state = await context.log.read([submission]);
  if (!state.submissions.has(submission))
    throw new StaffError('there is no such submission: "headcount register show" names those of a person');
  const current = latestOf(state, submission);
  await context.log.append([{ event: 'closed', at: timeOf(context), submission: current }], {
    names: [current],
    holds: (latest) => latest.submissions.get(current)?.closedAt === undefined,
  });
  return { submission: current };
}

/** The submission by which this one was corrected last; itself where none corrected it. */
function latestOf(state: RegisterState, submission: string): string {
  const next = state.submissions.get(submission)?.replacedBy;
  return next === undefined ? submission : latestOf(state, next);
}
