/** Which lists of the index a person is in: how a log finds people without knowing them. */
import type { RegisterState, Submission } from '#core/register/register-state';
import { DUE_MAILS, mailedOn, peopleOfForm } from '#core/register/log-names';
import { RETAINED } from '#core/register/gate';
import { SERVICE } from '#core/register/permission';

/** Everybody of whom values are held. */
export const EVERYBODY = '*everybody';
/** Names what a form's owner and participants were told, without the people. */
export const toldOf = (form: string): string => `*told ${form}`;
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
    ...(lastDay === undefined ? [] : [mailedOn(lastDay)]),
  ]);
}

/** The days on which mails went that a stranger could have caused. */
const daysOf = ({ asked, remindedAt }: Submission): readonly string[] =>
  [asked?.at, remindedAt].flatMap((at) => (at === undefined ? [] : [at.slice(0, 10)]));

function isDue(state: RegisterState, ref: string, submissions: readonly Submission[]): boolean {
  return (
    submissions.some(
      ({ submission: id, addressField }) =>
        addressField !== undefined && (state.unconfirmed.has(id) || state.unwelcomed.has(id)),
    ) || [...state.dueMails.values(), ...state.sendings.values()].some((mail) => mail.ref === ref)
  );
}
