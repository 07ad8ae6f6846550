/** Once a week each owner of forms is told what is open: by form, in numbers, without anything of a person. */
import { isoWeekOf } from '../../time/iso-week.ts';
import { Zone } from '../../time/zone.ts';
import type { RegisterEvent } from '../event.ts';
import type { Form } from '../form-schema.ts';
import { isStanding, SERVICE } from '../permission.ts';
import { OPEN_CASES, peopleOfForm } from '../log-names.ts';
import { momentOf, timeOf, type RegisterContext } from '../register-context.ts';
import type { RegisterState, Submission } from '../register-state.ts';

/** Stands in the place of a person in an event `due` that is about nobody. */
const NOBODY = 'owners';

/**
 * Makes this week's mail due for each owner who has not had it and for whom something is open; returns how many. What
 * came and what is unmatched is counted at the time of the call.
 */
export async function tellOwners(context: RegisterContext): Promise<number> {
  const week = isoWeekOf(new Zone(context.register.config.timeZone).day(context.now()));
  const state = await context.log.read([OPEN_CASES, ...[...context.register.forms.keys()].map(peopleOfForm)]);
  const cases = state.openCases.size;
  const due = ownersOf(context).flatMap(({ forms }): readonly RegisterEvent[] => {
    const [first] = forms;
    if (first === undefined || forms.some(({ id }) => state.ownerWeeks.get(id)?.week === week)) return [];
    const open = forms.map((form) => ({ form: form.id, count: countOpen(form, state, context) }));
    if (cases === 0 && open.every(({ count }) => count === 0)) return [];
    return [
      {
        event: 'due',
        at: timeOf(context),
        kind: 'owner',
        ref: NOBODY,
        mail: `owner-${week}-${inMailId(first.id)}`,
        details: { form: first.id, open, cases, week },
      },
    ];
  });
  if (due.length === 0) return 0;
  await context.log.append(due);
  context.wakeMailer();
  return due.length;
}

/** The id of a form within that of a mail, where no full stop may stand; of two forms never the same. */
const inMailId = (form: string): string => form.replaceAll(/[._]/g, (sign) => (sign === '.' ? '_d' : '__'));

/** The forms of each owner, whose address is compared without case. */
function ownersOf({ register }: RegisterContext): readonly { readonly forms: readonly Form[] }[] {
  const owners = new Map<string, Form[]>();
  for (const form of register.forms.values()) {
    const owner = form.owner?.toLowerCase();
    if (owner !== undefined) owners.set(owner, [...(owners.get(owner) ?? []), form]);
  }
  return [...owners.values()].map((forms) => ({ forms }));
}

/**
 * Inquiries and requests for product information are open until they are answered; of the other kinds those count that
 * are new since the owner's last such mail.
 */
function countOpen(form: Form, state: RegisterState, context: RegisterContext): number {
  const isAnswered = form.kind === 'inquiry' || form.kind === 'product-information';
  const since = state.ownerWeeks.get(form.id)?.at ?? '';
  return [...(state.confirmedByForm.get(form.id) ?? [])].filter((id) => {
    const submission = state.submissions.get(id);
    if (submission === undefined || !isStanding(state, submission, SERVICE, momentOf(context))) return false;
    return isAnswered
      ? submission.answeredAt === undefined
      : (firstOf(state, submission).confirmedAt ?? '') > since;
  }).length;
}

/** The submission that this one corrects, directly or by way of other corrections; itself where it corrects none. */
function firstOf(state: RegisterState, submission: Submission): Submission {
  let first = submission;
  for (;;) {
    const earlier = state.submissions.get(first.replaces ?? '');
    if (earlier === undefined) return first;
    first = earlier;
  }
}
