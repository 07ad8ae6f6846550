/** Takes a random history step by step, and compares what the register says with what its people mean. */
import { expect } from 'vitest';
import { ALL, type Step } from '../../../support/register-histories/history-steps.ts';
import type { HistoryInProcess } from './history-in-process.ts';

/** In the zone of the demo. */
const MONTH = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  year: 'numeric',
  month: '2-digit',
});
const monthOf = (instant: number) => MONTH.format(instant);

/** After each step every read, survey and retention holds exactly whom the people of the history mean. */
export async function takeHistory(steps: readonly Step[], running: HistoryInProcess): Promise<void> {
  for (const [at, step] of steps.entries()) {
    await running.take(step);
    const { means, door } = running.history;
    for (const purpose of ALL) {
      const meant = [...means.declared.values()]
        .filter((one) => means.stands(one, purpose, door.now(), door.offerEnd))
        .map(({ id }) => id)
        .toSorted();
      const when = `${purpose} after ${JSON.stringify(step)}`;
      expect(running.standing(purpose), when).toEqual(meant);
      if (purpose === ALL[at % ALL.length]) expect(await running.passing(purpose), when).toEqual(meant);
    }
    if (at % ALL.length === 0) {
      const surveyed = [...means.surveyed(door.now(), door.offerEnd).values()];
      expect(await running.surveyed(), JSON.stringify(step)).toEqual({
        people: surveyed
          .map(({ kinds, registered }) => `${[...kinds].toSorted().join(' ')} ${monthOf(registered)}`)
          .toSorted(),
        total: surveyed.length < 2 ? undefined : surveyed.length,
      });
    }
    expect(running.offeredTwice(), JSON.stringify(step)).toEqual([]);
    const addresses = [...new Set([...means.declared.values()].map(({ address }) => address))];
    const owners = addresses.map((address) => {
      const owner = means.owners.get(address);
      const own = [...means.declared.values()].find(({ ref }) => ref === owner);
      return [address, door.state().submissions.get(own?.id ?? '')?.ref] as const;
    });
    expect(running.known(addresses), JSON.stringify(step)).toEqual(Object.fromEntries(owners));
    const held = [...door.state().submissions.values()].filter(({ fields }) => fields !== undefined);
    const kept = [...means.declared.values()].filter((one) => !one.isErased);
    expect(held.map(({ submission }) => submission).toSorted(), JSON.stringify(step)).toEqual(
      kept.map(({ id }) => id).toSorted(),
    );
  }
}
