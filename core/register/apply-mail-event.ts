/** What the events of mails mean for the state; a part of the fold, as apply-event.ts. */
import { addressKeyOf, type AddressKey } from './address-key.ts';
import { noteOutcome, noteSending } from './apply-information-event.ts';
import type { AskedEvent, DroppedEvent, DueEvent, MailEvent } from './event.ts';
import { countMail } from './mails-in-hour.ts';
import { personOf } from './person-of.ts';
import type { RegisterState, Submission } from './register-state.ts';

/** Id of the mail that asks for the confirmation of a submission. */
export const confirmMailOf = (submission: string): string => submission;
/** Id of the one reminder of it. */
export const reminderMailOf = (submission: string): string => `${submission}-reminder`;
/** Id of the mail that follows the confirmation. */
export const welcomeMailOf = (submission: string): string => `${submission}-welcome`;

/** Changes the state as the event says. */
export function applyMailEvent(
  state: RegisterState,
  event: AskedEvent | MailEvent | DueEvent | DroppedEvent,
  keyOf: AddressKey,
): void {
  switch (event.event) {
    case 'asked': {
      countMail(state, event.at);
      const submission = state.submissions.get(event.submission);
      if (submission !== undefined) submission.asked = { at: event.at, messageId: event.messageId };
      return;
    }
    case 'due':
      state.dueMails.set(event.mail, event);
      noteTelling(state, event);
      noteOwnerWeek(state, event);
      return;
    case 'sending':
      noteSending(state, event);
      return;
    case 'dropped':
      noteOutcome(state, event);
      close(state, event.mail, event.submission, event.at);
      return;
    case 'unknown':
      noteOutcome(state, event);
      close(state, event.mail, event.submission, event.at);
      return;
    case 'sent':
      countMail(state, event.at);
      noteOutcome(state, event);
      noteSelfMail(state, event);
      close(state, event.mail, event.submission, event.at);
      noteUse(state, event);
      noteSent(state, event);
      return;
    case 'bounced':
      noteBounce(state, event, keyOf);
      return;
    default:
  }
}

/** Once it is confirmed a submission waits for a welcome, if there is an address; who was imported was known before. */
export function markUnwelcomed(state: RegisterState, submission: Submission): void {
  const { submission: id, confirmedAt, welcomedAt, addressField, replaces, channel } = submission;
  const isDue = confirmedAt !== undefined && welcomedAt === undefined && addressField !== undefined;
  if (isDue && replaces === undefined && channel !== 'import') state.unwelcomed.add(id);
}

function noteTelling(state: RegisterState, { details }: DueEvent): void {
  const { form, sequence } = details ?? {};
  if (typeof form === 'string' && typeof sequence === 'number') state.tellings.set(form, sequence);
}

function noteOwnerWeek(state: RegisterState, { at, details }: DueEvent): void {
  const { open, week } = details ?? {};
  if (typeof week !== 'string' || !Array.isArray(open)) return;
  for (const { form } of open as readonly { readonly form?: unknown }[])
    if (typeof form === 'string') state.ownerWeeks.set(form, { week, at });
}

/** The mail is not due any more. */
function close(
  state: RegisterState,
  mail: string | undefined,
  submissionId: string | undefined,
  at: string,
): void {
  if (mail === undefined) return;
  state.dueMails.delete(mail);
  const submission = submissionId === undefined ? undefined : state.submissions.get(submissionId);
  if (submission === undefined) return;
  if (mail === confirmMailOf(submission.submission)) submission.unaskedAt = at;
  if (mail === reminderMailOf(submission.submission)) submission.remindedAt = at;
  if (mail === welcomeMailOf(submission.submission)) {
    submission.welcomedAt = at;
    state.unwelcomed.delete(submission.submission);
  }
}

function noteSelfMail(state: RegisterState, { mail, ref, at }: MailEvent): void {
  if (mail === undefined || state.dueMails.get(mail)?.kind !== 'self') return;
  const person = personOf(state, ref);
  const day = at.slice(0, 10);
  person.selfMailsAt = [...(person.selfMailsAt ?? []).filter((time) => time.startsWith(day)), at];
}

function noteUse(state: RegisterState, { ref, purpose, at, submission, supplies }: MailEvent): void {
  const person = state.people.get(ref);
  // A weekly mail to an owner is about nobody.
  if (person === undefined) return;
  person.lastUse.set(purpose, at);
  if (submission === undefined || supplies !== true) return;
  person.lastAct = at;
  const answered = state.submissions.get(submission);
  if (answered !== undefined) answered.answeredAt = at;
}

/** Answers are found by the id of the mail; that of one about a submission begins with it, so it needs no entry. */
function noteSent(state: RegisterState, { mail, ref, submission, mailing }: MailEvent): void {
  if (mail === undefined || mailing !== undefined || state.submissions.has(mail.slice(0, 22))) return;
  if (state.people.has(ref)) state.sentMails.set(mail, { ref, submission });
}

/** A mail that came back for good counts once, for the address that it went to. */
function noteBounce(
  state: RegisterState,
  { submission: id, messageId, status }: MailEvent,
  keyOf: AddressKey,
): void {
  const submission = id === undefined ? undefined : state.submissions.get(id);
  const key = submission === undefined ? undefined : addressKeyOf(submission, keyOf);
  if (key === undefined || status?.startsWith('5') !== true) return;
  state.hardBounces.set(key, new Set([...(state.hardBounces.get(key) ?? []), messageId]));
}
