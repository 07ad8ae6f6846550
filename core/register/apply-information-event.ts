/** What the events of information mails mean for the state, and how many mails an hour had; a part of the fold. */
import type { DroppedEvent, MailEvent } from './event.ts';
import type { RegisterState } from './register-state.ts';

const HOUR_MS = 3_600_000;
/** Twice those of an hour: old ones are forgotten now and then, not at each mail of a replay. */
const MOST_MINUTES = 120;

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

/** Counts a mail that was handed over; of those of more than an hour before it, few are kept. */
export function countMail({ mailsByMinute }: RegisterState, at: string): void {
  const minute = at.slice(0, 16);
  const count = mailsByMinute.get(minute);
  mailsByMinute.set(minute, (count ?? 0) + 1);
  if (count !== undefined || mailsByMinute.size < MOST_MINUTES) return;
  const before = new Date(Date.parse(at) - HOUR_MS).toISOString().slice(0, 16);
  for (const old of mailsByMinute.keys()) if (old < before) mailsByMinute.delete(old);
}

/** Returns how many mails were handed over in the hour before an instant, in milliseconds since 1970. */
export function mailsInHour({ mailsByMinute }: RegisterState, now: number): number {
  const after = new Date(now - HOUR_MS).toISOString().slice(0, 16);
  return [...mailsByMinute].reduce((sum, [minute, count]) => (minute > after ? sum + count : sum), 0);
}
