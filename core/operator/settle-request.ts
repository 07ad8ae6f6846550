/** Request and outcome of `headcount settle`. */
import type { SettledMonth } from '../settle/month-state.ts';
import type { SettlePreview } from '../settle/settle-preview.ts';

export interface SettleRequest {
  readonly sites: readonly string[];
  /** One month, YYYY-MM. @default every released month */
  readonly month?: string;
  /** The earliest month to consider, YYYY-MM. @default none */
  readonly since?: string;
  /** Whether to say what would be done, and do nothing. @default false */
  readonly preview?: boolean;
}

export interface SettleOutcome {
  /** Months that needed work, by site. */
  readonly settled: readonly SettledMonth[];
  /** Months that would need work, by site; a preview alone finds some. */
  readonly previews: readonly SettlePreview[];
  /** Number of released months that were checked. */
  readonly released: number;
}
