/** Which released months a settlement looks at. It may not see a figure. */
import type { CompiledSite } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';

export interface MonthChoice {
  readonly sites: readonly string[];
  /** One month, YYYY-MM. @default every one that is released */
  readonly month?: string;
  /** No month before this one, YYYY-MM: a run of each night would otherwise read more every year. @default none */
  readonly since?: string;
}

export interface ReleasedMonth {
  readonly site: string;
  readonly month: string;
  /** The days of the site that are released. */
  readonly releasedDays: ReadonlySet<string>;
}

/** A month with the releases that decide about it. */
export interface MonthToSettle {
  readonly site: CompiledSite;
  /** Of the month. */
  readonly release: StoredRelease;
  /** Of its days. */
  readonly days: readonly StoredRelease[];
}

/** The chosen months, by site in the order of `sites`, ascending. `released` has the days and months of each site. */
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

/** The days of a month's release that have a release of their own. */
export function daysToRead({ releasedDays }: ReleasedMonth, release: StoredRelease): readonly string[] {
  return release.days.filter((day) => releasedDays.has(day));
}
