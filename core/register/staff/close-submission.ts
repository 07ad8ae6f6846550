/** `close`: the service of a submission is over; its consents stand on their own. */
import { timeOf } from '../register-context.ts';
import { StaffError, type StaffContext } from './staff-context.ts';

/** Closes it, once. Throws a StaffError for a submission that there is not. */
export async function closeSubmission(
  submission: string,
  context: StaffContext,
): Promise<{ readonly submission: string }> {
  const state = await context.log.read([submission]);
  if (!state.submissions.has(submission))
    throw new StaffError('there is no such submission: "headcount register list --json" names them');
  await context.log.append(
    [{ event: 'closed', at: timeOf(context), submission }],
    (latest) => latest.submissions.get(submission)?.closedAt === undefined,
  );
  return { submission };
}
