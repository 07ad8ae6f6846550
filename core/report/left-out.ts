/**
 * What a table leaves out, and why. In a released table a number of rows may only follow from what was released; how
 * many names of an open vocabulary stayed below their threshold depends on each visitor and may not be told.
 */

/** The reasons, in the order in which a table states them. */
export type LeftOutReason =
  /** Inside: cells that fewer than `least` visitor-days (or visits) are in. */
  | 'below_k'
  /** Inside: names that are not kept and add up to `(other)`; how many there were is not kept either. */
  | 'folded'
  /** Released: cells fixed beforehand whose noisy count is below `least`, as that of an empty one may be. */
  | 'below_floor'
  /** Released: names that nobody listed beforehand, where their noisy count is below `least`: never how many. */
  | 'below_threshold'
  /** Released: names that passed their threshold and wait for the site's approval, since nobody listed them. */
  | 'not_approved'
  /** Released: names that the site refused to show. */
  | 'refused'
  /** Released: parts that noise made larger than their whole. */
  | 'exceeds_whole'
  /** Released: cells that not every month of the period has. */
  | 'not_every_month'
  /** Rows beyond `--limit`. */
  | 'limit';

export interface LeftOut {
  readonly reason: LeftOutReason;
  /** Number of rows; absent where it is not told. */
  readonly rows?: number;
  /** The count from which a row is shown; absent where the reason has none. */
  readonly least?: number;
}

/** Returns the reason with its number of rows, or nothing where there are none. */
export function leftOutRows(reason: LeftOutReason, rows: number, least?: number): readonly LeftOut[] {
  return rows <= 0 ? [] : [{ reason, rows, ...(least === undefined ? {} : { least }) }];
}

/** The property of a table; absent where nothing is left out. */
export function leftOutProperty(reasons: readonly LeftOut[]): { readonly left_out?: readonly LeftOut[] } {
  return reasons.length === 0 ? {} : { left_out: reasons };
}
