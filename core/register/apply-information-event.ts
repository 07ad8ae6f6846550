/** What the events of information mails mean for the state; a part of the fold, as apply-event.ts. */
import type { DroppedEvent, MailEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

/** From its `sending` on, what a mail offers counts as offered: a crash may not send it twice. */
export function noteSending(state: RegisterState, event: MailEvent): void {
  const { mail, items = [], ref } = event;
  if (mail === undefined) return;
  state.sendings.set(mail, event);
  const person = state.people.get(ref);
  if (person === undefined) return;
  person.informed ??= new Set();
  for (const item of items) person.informed.add(item);
}

/** What certainly did not leave may be offered again; what did or may have, never. */
export function noteOutcome(state: RegisterState, { event, mail }: MailEvent | DroppedEvent): void {
  const sending = mail === undefined ? undefined : state.sendings.get(mail);
  if (mail === undefined || sending === undefined) return;
  state.sendings.delete(mail);
  if (event !== 'dropped') return;
  const person = state.people.get(sending.ref);
  for (const item of sending.items ?? []) person?.informed?.delete(item);
}
