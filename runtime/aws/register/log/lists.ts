/** Which lists of the index a person is in: how a log finds people without knowing them. */
import type { RegisterState, Submission } from '#core/register/register-state';
import { DUE_MAILS, mailedOn, peopleOfForm } from '#core/register/log-names';
import { RETAINED } from '#core/register/gate';
import { REMIND_AFTER_DAYS, REMIND_BEFORE_DAYS } from '#core/register/mail/find-due-mails';
import { SERVICE } from '#core/register/permission';

const DAY_MS = 86_400_000;

/** Everybody of whom values are held. */
export const EVERYBODY = '*everybody';
/** Names what a form's owner and participants were told, without the people. */
export const toldOf = (form: string): string => `*told ${form}`;
/** Everybody whose reminder to confirm falls due on a day: until then nobody is read for it each minute. */
const remindedOn = (day: string): string => `*remind ${day}`;
const offered = (purpose: string): string => `*offered ${purpose}`;

/** Returns the list that a scan for a purpose goes through. */
export function listOf(purpose: string): string {
  return purpose === SERVICE || purpose === RETAINED ? EVERYBODY : offered(purpose);
}

/** Returns the lists of a person; of `owners`, who are no person, those of their mails. */
export function listsIn(state: RegisterState, ref: string): ReadonlySet<string> {
  const person = state.people.get(ref);
  const submissions = (person?.submissions ?? []).flatMap((id) => state.submissions.get(id) ?? []);
  const held = submissions.filter(({ fields }) => fields !== undefined);
  const days = [...submissions.flatMap(daysOf), ...(person?.selfMailsAt ?? []).map((at) => at.slice(0, 10))];
  const lastDay = days.toSorted().at(-1);
  return new Set([
    ...(held.length > 0 ? [EVERYBODY] : []),
    ...held.flatMap(({ decisions }) => Object.keys(decisions).map(offered)),
    ...submissions
      .filter(({ confirmedAt, erased }) => confirmedAt !== undefined && erased === undefined)
      .map((one) => peopleOfForm(one.form)),
    ...(isDue(state, ref, submissions) ? [DUE_MAILS] : []),
    ...submissions.filter(({ submission: id }) => state.unconfirmed.has(id)).flatMap(reminderOf),
    ...(lastDay === undefined ? [] : [mailedOn(lastDay)]),
  ]);
}

/** The days on which mails went that a stranger could have caused. */
const daysOf = ({ asked, remindedAt }: Submission): readonly string[] =>
  [asked?.at, remindedAt].flatMap((at) => (at === undefined ? [] : [at.slice(0, 10)]));

function reminderOf({ addressField, asked, unaskedAt, remindedAt }: Submission): readonly string[] {
  if (addressField === undefined || asked === undefined) return [];
  if (unaskedAt !== undefined || remindedAt !== undefined) return [];
  return [remindedOn(dayAfter(Date.parse(asked.at), REMIND_AFTER_DAYS))];
}

const dayAfter = (at: number, days: number): string =>
  new Date(at + days * DAY_MS).toISOString().slice(0, 10);

/** Returns the lists of everybody to whom a mail may be due at an instant in milliseconds since 1970. */
export function dueListsAt(now: number): readonly string[] {
  const days = REMIND_BEFORE_DAYS - REMIND_AFTER_DAYS;
  return [DUE_MAILS, ...Array.from({ length: days + 1 }, (_, ago) => remindedOn(dayAfter(now, -ago)))];
}

function isDue(state: RegisterState, ref: string, submissions: readonly Submission[]): boolean {
  return (
    submissions.some(
      ({ submission: id, addressField, asked, unaskedAt }) =>
        addressField !== undefined &&
        (state.unwelcomed.has(id) ||
          (state.unconfirmed.has(id) && asked === undefined && unaskedAt === undefined)),
    ) || [...state.dueMails.values(), ...state.sendings.values()].some((mail) => mail.ref === ref)
  );
}
