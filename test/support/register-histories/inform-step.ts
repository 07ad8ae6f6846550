/**
 * A mailing within a history: whom the people of the history mean to get what, counted apart from the register's own
 * code, against whom the register chooses and what its log remembers.
 */
import type { InformedBatch } from '#core/register/information/informer';
import type { InformationSelection } from '#core/register/staff/inform';
import type { HistoryDoor } from './history-door.ts';
import type { Step } from './history-steps.ts';
import type { Intentions } from './intentions.ts';

const PRODUCTS = ['microscope-m2', 'note-flim', 'telescope-t1'];
/** Nobody of a history chooses a topic, so the form decides. */
const FITTING: Readonly<Record<string, readonly string[]>> = {
  workshop: ['course-telescopes'],
  inquiry: PRODUCTS,
  'product-information': PRODUCTS,
};
const COURSE_ENDS = Date.parse('2030-09-01T00:00:00+02:00');

/** Returns what is new to each person of the history, by the refs of the history and of the register. */
function newTo(means: Intentions, door: HistoryDoor) {
  const now = door.now();
  const people = new Map<string, { readonly real: string; readonly items: Set<string> }>();
  for (const one of means.declared.values()) {
    if (!means.stands(one, 'information', now, door.offerEnd)) continue;
    const real = door.state().submissions.get(one.id)?.ref ?? '';
    const person = people.get(one.ref) ?? { real, items: new Set() };
    people.set(one.ref, person);
    for (const item of FITTING[one.form] ?? [])
      if (
        means.informed.get(one.ref)?.has(item) !== true &&
        (item !== 'course-telescopes' || now < COURSE_ENDS)
      )
        person.items.add(item);
  }
  return [...people].map(([ref, person]) => ({ ref, ...person })).filter(({ items }) => items.size > 0);
}

/** Makes a mailing to the people of the history; throws where it reaches others than it should, or with other items. */
export async function informStep(
  { outcome: wanted, withdraws }: Extract<Step, { do: 'inform' }>,
  means: Intentions,
  door: HistoryDoor,
): Promise<void> {
  const asked = { purpose: 'information', reason: 'a history' };
  const expected = newTo(means, door);
  const { mailing, due } = await door.staff<InformationSelection>('inform-select', {
    ...asked,
    isDryRun: false,
  });
  const own = new Set([...means.declared.keys()].map((id) => door.state().submissions.get(id)?.ref ?? ''));
  const refs = due.filter((ref) => own.has(ref));
  same(
    refs,
    expected.map(({ real }) => real),
    'selected',
  );
  const [first] = withdraws ? expected : [];
  if (first !== undefined) {
    await door.post('withdraw', first.real);
    means.withdraw(first.ref, 'all', door.now());
  }
  const outcome = door.handOver === undefined ? 'sent' : wanted;
  door.handOver?.(outcome);
  const batch = await door.staff<InformedBatch>('inform-send', { ...asked, mailing, refs });
  const reached = expected.filter((one) => one !== first);
  // The fifth refusal in a row ends a batch.
  const tried = outcome === 'refused' ? Math.min(5, reached.length) : reached.length;
  if (batch[outcome] !== tried) throw new Error(`${outcome}: ${batch[outcome]} of ${tried}`);
  for (const { ref, real, items } of reached) {
    if (outcome === 'sent') means.uses.set(`${ref} information`, door.now());
    const informed = means.informed.get(ref) ?? new Set();
    if (outcome !== 'refused') means.informed.set(ref, new Set([...informed, ...items]));
    same(door.state().people.get(real)?.informed ?? [], means.informed.get(ref) ?? [], 'informed');
  }
}

function same(real: Iterable<string>, meant: Iterable<string>, what: string): void {
  const [a, b] = [real, meant].map((all) => JSON.stringify([...all].toSorted()));
  if (a !== b) throw new Error(`${what}: ${a} and not ${b}`);
}
