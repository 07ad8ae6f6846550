/** Finds the dates of arrival that have objects: partition projection would scan every date since 2000. */
import type { Objects } from './objects.ts';

export interface ArrivalDates {
  readonly first: string;
  readonly last: string;
}

/** Returns the first and last date with objects, from the date `since` on; undefined where there is none. */
export async function arrivalDates(arrivals: Objects, since = ''): Promise<ArrivalDates | undefined> {
  const dates = (await arrivals.list('arrivals/dt='))
    .flatMap(({ key }) => /^arrivals\/dt=(\d{4}-\d{2}-\d{2})\/./.exec(key)?.[1] ?? [])
    .filter((date) => date >= since)
    .toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  return first === undefined || last === undefined ? undefined : { first, last };
}
