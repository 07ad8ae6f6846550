/** When the live view may change: for all viewers together, and only after k new visitor-days. It may not count. */

export interface LiveSnapshot {
  readonly visitors: number;
  /** Site and day of what was unsealed. */
  readonly days: readonly string[];
}

/** A day that was sealed goes at once; one that begins comes with its first k visitor-days. */
export function mayChange(shown: LiveSnapshot | undefined, now: LiveSnapshot, k: number): boolean {
  return shown === undefined
    ? now.visitors >= k
    : now.visitors >= shown.visitors + k || shown.days.some((day) => !now.days.includes(day));
}
