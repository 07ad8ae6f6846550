/** Selects the released months that a settlement checks. */
import type { CompiledSite } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';

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
}

/** A month, with the releases that decide about it. */
export interface MonthToSettle {
  readonly site: CompiledSite;
  /** The release of the month. */
  readonly release: StoredRelease;
  /** The releases of its days. */
  readonly days: readonly StoredRelease[];
}

/**
 * Returns the selected months, by site in the order of `sites`, ascending. `released` holds the released days and
 * months of each site.
 */
export function chooseMonths(
  released: ReadonlyMap<string, readonly string[]>,
  { sites, month, since }: MonthChoice,
): readonly ReleasedMonth[] {
  return sites.flatMap((site) => {
    const periods = released.get(site) ?? [];
    const releasedDays = new Set(periods.filter((period) => period.length === 10));
    return periods
      .filter((period) => period.length === 7 && period === (month ?? period) && period >= (since ?? ''))
      .map((period) => ({ site, month: period, releasedDays }));
  });
}

/** Returns the days of a monthly release that have a release of their own. */
export function daysToRead({ releasedDays }: ReleasedMonth, release: StoredRelease): readonly string[] {
  return release.days.filter((day) => releasedDays.has(day));
}
