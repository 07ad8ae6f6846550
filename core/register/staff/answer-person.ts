/** `answer`: answers an inquiry, or sends what was asked for. */
import { SERVICE, isStanding } from '../permission.ts';
import { DUE_MAILS } from '../log-names.ts';
import { momentOf, timeOf } from '../register-context.ts';
import type { StoredMail } from '../mail/compose-about-form.ts';
import { isUndeliverable } from '../undeliverable.ts';
import { findPerson } from './find-who.ts';
import { StaffError, StaffUsageError, type StaffContext } from './staff-context.ts';

export interface MailsMade {
  /** Mails that were handed over. */
  readonly sent: number;
  /** Mails that stay due, since the server did not take them; they go by themselves. */
  readonly due: number;
}

/**
 * Answers the submission, or the person's latest one whose service stands. Throws a StaffError where none does, or
 * where it came without an address.
 */
export async function answerPerson(
  who: string,
  stored: StoredMail,
  context: StaffContext,
): Promise<MailsMade> {
  if (stored.text.trim() === '' && stored.attachments.length === 0)
    throw new StaffUsageError('an answer needs --text FILE or --attach FILE');
  const ref = await findPerson(who, context);
  const state = await context.log.read([ref]);
  const open = (state.people.get(ref)?.submissions ?? []).flatMap((id) => {
    const submission = state.submissions.get(id);
    return submission !== undefined && isStanding(state, submission, SERVICE, momentOf(context))
      ? [submission]
      : [];
  });
  const submission = open.find((one) => one.submission === who.trim()) ?? open.at(-1);
  if (submission === undefined)
    throw new StaffError('no service of this person is open: nothing may be sent under it any more');
  if (submission.addressField === undefined)
    throw new StaffError('the submission came without an e-mail address: answer it by the way it came');
  if (isUndeliverable(state, submission.submission, context.keyOf))
    throw new StaffError(
      'mails to this person came back: nothing goes there until the address is confirmed again',
    );
  const mail = context.randomId();
  await context.files.keepForMail(mail, stored);
  await context.log.append([
    { event: 'due', at: timeOf(context), kind: 'answer', ref, mail, submission: submission.submission },
  ]);
  return countSent([mail], context);
}

/** Sends what is due, and returns how many of these mails left. */
export async function countSent(mails: readonly string[], context: StaffContext): Promise<MailsMade> {
  await context.sendNow();
  const state = await context.log.read([DUE_MAILS]);
  const due = mails.filter((mail) => state.dueMails.has(mail)).length;
  return { sent: mails.length - due, due };
}
