/** Decides when the live view may change: for all viewers together, and only after k new visitor-days. */

export interface LiveSnapshot {
  readonly visitors: number;
  /** Sites and days that were unsealed. */
  readonly days: readonly string[];
}

/** Returns the shown view; undefined where one of its days was sealed since: it may not be shown any more. */
export function stillShown<View extends LiveSnapshot>(
  shown: View | undefined,
  current: LiveSnapshot,
): View | undefined {
  return shown?.days.every((day) => current.days.includes(day)) === true ? shown : undefined;
}

/** Whether the shown view may be replaced, or a first one shown: only with k visitor-days that it did not have. */
export function mayChange(shown: LiveSnapshot | undefined, current: LiveSnapshot, k: number): boolean {
  return current.visitors >= (shown?.visitors ?? 0) + k;
}
