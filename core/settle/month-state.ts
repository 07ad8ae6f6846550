/**
 * What stands in `seals` about a site's month: which of its rows are shown, and which days are to be merged. It may not
 * read a fact.
 */

export interface MonthState {
  readonly site: string;
  readonly month: string;
  /** Periods whose breakdowns readers see now: days, and the month once days were merged into it. */
  readonly shown: readonly string[];
  /** Days that were merged before. */
  readonly merged: readonly string[];
  /** Days to merge now; none once any were: what is merged is decided once. */
  readonly toMerge: readonly string[];
}

export interface MonthRequest {
  readonly site: string;
  readonly month: string;
  /** Days that the releases found too small. */
  readonly smallDays: readonly string[];
}

/** What was done now. */
export interface SettledMonth {
  readonly site: string;
  readonly month: string;
  /** Rows that got another name, by fact; facts without any are left out. */
  readonly folded: Readonly<Record<string, number>>;
  /** Days whose breakdowns were moved into the month. */
  readonly merged: readonly string[];
}

/** From the rows of the site's month in `seals`: of its days, and of the month itself where days were merged. */
export function monthState(
  { site, month, smallDays }: MonthRequest,
  seals: readonly { readonly period: string; readonly merged: string | null }[],
): MonthState {
  const rows = seals.toSorted((a, b) => (a.period < b.period ? -1 : 1));
  const committed = rows.find((row) => row.period === month);
  const merged = (committed?.merged ?? '').split(' ').filter((day) => day !== '');
  const shown = rows.map((row) => row.period).filter((period) => !merged.includes(period));
  return {
    site,
    month,
    shown,
    merged,
    toMerge: committed === undefined ? smallDays.filter((day) => shown.includes(day)) : [],
  };
}

/** A row of `settled_days`: under which day a shown row stands afterwards. */
export interface SettledDay {
  readonly day: string;
  readonly becomes: string;
}

/** One a shown period. */
export function settledDays({ shown, toMerge, month }: MonthState): readonly SettledDay[] {
  return shown.map((day) => ({ day, becomes: toMerge.includes(day) ? month : day }));
}
