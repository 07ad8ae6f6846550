/** `tell`: tells the participants of a workshop or course that its date changed or that it is cancelled. */
import type { RegisterEvent } from '../event.ts';
import { isStanding, SERVICE } from '../permission.ts';
import { peopleOfForm } from '../log-names.ts';
import { momentOf, timeOf } from '../register-context.ts';
import { countSent, type MailsMade } from './answer-person.ts';
import { StaffUsageError, type StaffContext } from './staff-context.ts';

export interface TellRequest {
  readonly form: string;
  readonly text: string;
  readonly isCancelled: boolean;
}

/**
 * Makes one mail due per submission whose service stands and that has an address. The calendar entry of the first mail
 * is changed to the dates of the form as it is now, or cancelled.
 */
export async function tellParticipants(
  { form: id, text, isCancelled }: TellRequest,
  context: StaffContext,
): Promise<MailsMade> {
  const form = context.register.forms.get(id);
  if (form === undefined)
    throw new StaffUsageError(`unknown form: the forms are ${[...context.register.forms.keys()].join(', ')}`);
  if (text.trim() === '') throw new StaffUsageError('--text FILE is empty: write what has changed');
  const state = await context.log.read([peopleOfForm(id)]);
  const moment = momentOf(context);
  const participants = [...(state.confirmedByForm.get(id) ?? [])].flatMap((submission) => {
    const held = state.submissions.get(submission);
    return held?.addressField !== undefined && isStanding(state, held, SERVICE, moment) ? [held] : [];
  });
  const at = timeOf(context);
  const sequence = (state.tellings.get(id) ?? 0) + 1;
  const due = participants.map(({ ref, submission }): RegisterEvent & { readonly mail: string } => ({
    event: 'due',
    at,
    kind: 'changed',
    ref,
    mail: context.randomId(),
    submission,
    details: { tell: true, form: id, cancelled: isCancelled, sequence },
  }));
  for (const { mail } of due) await context.files.keepForMail(mail, { text, attachments: [] });
  await context.log.append(due);
  return countSent(
    due.map(({ mail }) => mail),
    context,
  );
}
