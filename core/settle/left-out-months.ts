/**
 * Finds months of which nothing was or will be released, as two salts made the visitors of each sealed day. They are
 * settled as if their release were empty: else their names would never fold. It may not see a figure.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import { periodAround } from '../report/period.ts';
import { addDays } from '../time/zone.ts';

export interface SealedDayState {
  readonly site: string;
  readonly day: string;
  /** Whether two salts made its visitors; false as well where that cannot be read. */
  readonly isDoubled: boolean;
}

export interface LeftOutMonth {
  readonly site: string;
  readonly month: string;
}

/** What a settlement needs to know of a month's release. */
export type SettledRelease = Pick<StoredRelease, 'site' | 'period' | 'days' | 'tables'>;

/** Days after a month's end in which another of its days may still be sealed: the month is released after all then. */
const GRACE_DAYS = 7;

/** Returns the months that are over for GRACE_DAYS, ascending by site. `today` is the local day. */
export function leftOutMonths(days: readonly SealedDayState[], today: string): readonly LeftOutMonth[] {
  const found = new Map<string, { readonly site: string; readonly month: string; isWhole: boolean }>();
  for (const { site, day, isDoubled } of days) {
    const month = day.slice(0, 7);
    const entry = found.get(`${site} ${month}`) ?? { site, month, isWhole: true };
    found.set(`${site} ${month}`, { ...entry, isWhole: entry.isWhole && isDoubled });
  }
  return [...found.values()]
    .filter(({ month, isWhole }) => isWhole && addDays(endOf(month), GRACE_DAYS) < today)
    .map(({ site, month }) => ({ site, month }))
    .toSorted((a, b) => (`${a.site} ${a.month}` < `${b.site} ${b.month}` ? -1 : 1));
}

const endOf = (month: string) => periodAround('month', `${month}-01`).to;

/** The release that such a month is settled by: it published nothing, and merges no day. */
export function emptyRelease({ site, month }: LeftOutMonth): SettledRelease {
  return { site, period: month, days: [], tables: [] };
}
