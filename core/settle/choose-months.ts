/** Selects the months that a settlement checks: the released ones, and those that are left out whole. */
import type { CompiledSite } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { LeftOutMonth, SettledRelease } from './left-out-months.ts';

export interface MonthChoice {
  readonly sites: readonly string[];
  /** One month, YYYY-MM. @default every released month */
  readonly month?: string;
  /** The earliest month to consider, YYYY-MM: otherwise the nightly run would read more each year. @default none */
  readonly since?: string;
}

export interface ReleasedMonth {
  readonly site: string;
  readonly month: string;
  /** The released days of the site. */
  readonly releasedDays: ReadonlySet<string>;
  /** Whether nothing of it is released, since two salts made each of its days. */
  readonly isLeftOut: boolean;
}

/** A month, with the releases that decide about it. */
export interface MonthToSettle {
  readonly site: CompiledSite;
  /** The release of the month; an empty one where the month is left out whole. */
  readonly release: SettledRelease;
  /** The releases of its days. */
  readonly days: readonly StoredRelease[];
}

/**
 * Returns the selected months, by site in the order of `sites`, ascending. `released` holds the released days and
 * months of each site, `leftOut` the months that are settled without a release.
 */
export function chooseMonths(
  released: ReadonlyMap<string, readonly string[]>,
  { sites, month, since }: MonthChoice,
  leftOut: readonly LeftOutMonth[],
): readonly ReleasedMonth[] {
  return sites.flatMap((site) => {
    const periods = released.get(site) ?? [];
    const releasedDays = new Set(periods.filter((period) => period.length === 10));
    const releasedMonths = periods.filter((period) => period.length === 7);
    const others = leftOut
      .filter((one) => one.site === site && !releasedMonths.includes(one.month))
      .map((one) => one.month);
    return [...releasedMonths, ...others]
      .filter((period) => period === (month ?? period) && period >= (since ?? ''))
      .toSorted()
      .map((period) => ({ site, month: period, releasedDays, isLeftOut: others.includes(period) }));
  });
}

/** Returns the days of a monthly release that have a release of their own. */
export function daysToRead({ releasedDays }: ReleasedMonth, release: SettledRelease): readonly string[] {
  return release.days.filter((day) => releasedDays.has(day));
}
