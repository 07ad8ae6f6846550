/** In which months people withdrew market research that they had allowed. It may not see a value that was typed. */
import type { Zone } from '../../time/zone.ts';
import type { Person, RegisterState, Withdrawal } from '../register-state.ts';

/** The purpose that the survey reads for. */
export const MARKET_RESEARCH = 'market-research';

/** Returns the local months, each once, in which a permission of this person that stood was withdrawn. */
export function withdrawnMonths(state: RegisterState, person: Person, zone: Zone): readonly string[] {
  const stops = person.withdrawals.filter(({ scope }) => scope === MARKET_RESEARCH || scope === 'all');
  const gifts = person.submissions.flatMap((id) => {
    const one = state.submissions.get(id);
    // A correction inherits what it does not renew: it is no gift of its own.
    const isGift = one?.replaces === undefined || one.renews?.includes(MARKET_RESEARCH) === true;
    return one?.decisions[MARKET_RESEARCH] === 'given' && isGift && one.confirmedAt !== undefined
      ? [{ order: one.order, confirmedAt: one.confirmedAt }]
      : [];
  });
  const ends = (stop: Withdrawal, index: number) =>
    gifts.some(
      ({ order, confirmedAt }) =>
        order < stop.order &&
        confirmedAt <= stop.at &&
        !stops.slice(0, index).some((earlier) => earlier.order > order),
    );
  return [...new Set(stops.filter(ends).map(({ at }) => zone.day(Date.parse(at)).slice(0, 7)))];
}
