/** Request and outcome of `headcount settle`. */
import type { SettledMonth } from '../settle/month-state.ts';

export interface SettleRequest {
  readonly sites: readonly string[];
  /** One month, YYYY-MM. @default every released month */
  readonly month?: string;
  /** The earliest month to consider, YYYY-MM. @default none */
  readonly since?: string;
}

export interface SettleOutcome {
  /** Months that needed work, by site. */
  readonly settled: readonly SettledMonth[];
  /** Number of released months that were checked. */
  readonly released: number;
}
