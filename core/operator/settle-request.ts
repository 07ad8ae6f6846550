/** `headcount settle`: what it asks for and what it gets. */
import type { SettledMonth } from '../settle/month-state.ts';

export interface SettleRequest {
  readonly sites: readonly string[];
  /** One month, YYYY-MM. @default every month that is released */
  readonly month?: string;
  /** No month before this one, YYYY-MM. @default none */
  readonly since?: string;
}

export interface SettleOutcome {
  /** The months in which something was left to do, by site. */
  readonly settled: readonly SettledMonth[];
  /** How many released months were looked at. */
  readonly released: number;
}
