/** What the button of a confirmation mail does. */
import { confirmSubmission, type Confirmation } from '../confirm.ts';
import type { RegisterEvent } from '../event.ts';
import { timeOf, type RegisterContext } from '../register-context.ts';
import type { Submission } from '../register-state.ts';
import { isFull } from '../seats.ts';
import { keepCorrections } from './keep-corrections.ts';

/** Confirms a submission; the welcome and what else follows are then due. */
export async function confirmLink(id: string, context: RegisterContext): Promise<Confirmation> {
  const follow = (submission: Submission, ref: string) => eventsAfter({ ...submission, ref }, context);
  const confirmation = await confirmSubmission(id, context.log, {
    keyOf: context.keyOf,
    now: context.now(),
    follow,
    isFull: (submission, state) => {
      const form = context.register.forms.get(submission.form);
      // A correction keeps the seat of what it corrects.
      return form !== undefined && submission.replaces === undefined && isFull(form, state);
    },
  });
  await keepCorrections(id, context);
  context.wakeMailer();
  return confirmation;
}

/** Returns the mails that a submission makes due once it counts, beside its welcome. */
export function eventsAfter(
  {
    submission,
    ref,
    form,
    kind,
    replaces,
  }: Pick<Submission, 'submission' | 'ref' | 'form' | 'kind' | 'replaces'>,
  context: RegisterContext,
): readonly RegisterEvent[] {
  const at = timeOf(context);
  // Only a correction of the address waits for a confirmation: the old address is notified.
  if (replaces !== undefined)
    return [{ event: 'due', at, kind: 'changed', ref, mail: `${submission}-changed`, submission: replaces }];
  const owner = context.register.forms.get(form)?.owner;
  return kind === 'inquiry' && owner !== undefined
    ? [{ event: 'due', at, kind: 'owner', ref, mail: `${submission}-owner`, submission, details: { form } }]
    : [];
}
