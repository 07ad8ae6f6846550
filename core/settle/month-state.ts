/** The state of a site's month according to `seals`: which of its rows are shown, and which days are to be merged. */

export interface MonthState {
  readonly site: string;
  readonly month: string;
  /** Periods whose breakdowns are shown: days, and the month itself once days were merged into it. */
  readonly shown: readonly string[];
  /** Days already merged. */
  readonly merged: readonly string[];
  /** Days to merge now; empty once any day was merged, because this is decided once. */
  readonly toMerge: readonly string[];
}

export interface MonthRequest {
  readonly site: string;
  readonly month: string;
  /** Days that are too small according to their releases. */
  readonly smallDays: readonly string[];
}

/** The changes that a settlement made. */
export interface SettledMonth {
  readonly site: string;
  readonly month: string;
  /** Number of renamed rows per fact; facts without any are left out. */
  readonly folded: Readonly<Record<string, number>>;
  /** Days whose breakdowns were moved into the month. */
  readonly merged: readonly string[];
}

/**
 * Computes the state from the site's rows of `seals`: those of the days, and that of the month itself where days were
 * merged.
 */
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

/** A row of `settled_days`: the day under which a shown row is stored afterwards. */
export interface SettledDay {
  readonly day: string;
  readonly becomes: string;
}

/** Returns one row per shown period. */
export function settledDays({ shown, toMerge, month }: MonthState): readonly SettledDay[] {
  return shown.map((day) => ({ day, becomes: toMerge.includes(day) ? month : day }));
}
