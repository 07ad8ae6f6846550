/** Files a received mail that somebody has to read: opens a case with the mail as evidence, and names the form. */
import { matchMail } from '../inbound/match-mail.ts';
import type { MailMatch } from '../inbound/match-mail.ts';
import { timeOf } from '../register-context.ts';
import type { RegisterState } from '../register-state.ts';
import { filedEvent, type MailToFile } from './mail-to-file.ts';
import { keepMail } from './keep-mail.ts';
import type { StaffContext } from './staff-context.ts';
import type { CaseEvent } from '../case-event.ts';
import type { FiledAs } from '../filed-event.ts';

export interface OpenMail {
  /** Says what it is, without anything of a person. */
  readonly what: string;
  readonly as?: FiledAs;
  /** Whom it is about, where that was looked up before. */
  readonly match?: MailMatch | undefined;
}

/** Opens the case, once; returns the form whose owner must be notified. */
export async function fileOpen(
  mail: MailToFile,
  { what, as = 'open', ...known }: OpenMail,
  context: StaffContext,
): Promise<string | undefined> {
  const match =
    known.match ?? (mail.message === undefined ? undefined : (await matchMail(mail.message, context))[0]);
  const id = context.randomId();
  const evidence = await keepMail(mail, match, id, context);
  const opened: CaseEvent = {
    event: 'case',
    at: timeOf(context),
    case: id,
    channel: 'mail',
    received: mail.received,
    what: match === undefined ? `${what}, from nobody known` : `${what}, from person ${match.ref}`,
    evidence,
  };
  const isStored = await context.log.append([opened, filedEvent(mail, as, context)], {
    names: [mail.id],
    holds: (state) => !state.filedMails.has(mail.id),
  });
  if (isStored)
    return ownedForm(match, await context.log.read(match === undefined ? [] : [match.ref]), context);
  await context.removeTraces([evidence], () => false);
  return undefined;
}

/** The form that the mail is about, or else the person's latest, or else any: the first of these with an owner. */
function ownedForm(
  match: MailMatch | undefined,
  state: RegisterState,
  { register: { forms } }: StaffContext,
): string | undefined {
  const submissions =
    match === undefined
      ? []
      : [match.submission ?? '', ...(state.people.get(match.ref)?.submissions ?? []).toReversed()];
  return [...submissions.map((id) => state.submissions.get(id)?.form ?? ''), ...forms.keys()].find(
    (form) => forms.get(form)?.owner !== undefined,
  );
}
