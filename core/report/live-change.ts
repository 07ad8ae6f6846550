/** Decides when the live view may change: for all viewers together, and only after k new visitor-days. */

export interface LiveSnapshot {
  readonly visitors: number;
  /** Sites and days that were unsealed. */
  readonly days: readonly string[];
}

/**
 * Whether the shown view may be replaced: a sealed day disappears at once; a new day appears with its first k
 * visitor-days.
 */
export function mayChange(shown: LiveSnapshot | undefined, current: LiveSnapshot, k: number): boolean {
  return shown === undefined
    ? current.visitors >= k
    : current.visitors >= shown.visitors + k || shown.days.some((day) => !current.days.includes(day));
}
