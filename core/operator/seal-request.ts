/** Request and outcome of `headcount seal`. */
import type { HeldBack } from '../seal/held-back.ts';
import type { Plan } from '../seal/plan-seals.ts';
import type { SealedDay } from '../seal/sealed-day.ts';
import type { UnlistedViews } from '../seal/unlisted-views.ts';

export interface SealRequest {
  /** Last day to seal, YYYY-MM-DD. @default the latest complete one */
  readonly through?: string;
  /** Whether to seal only the sites that collect live. */
  readonly byClock: boolean;
  /** Whether to say what would be sealed, and change nothing. @default false */
  readonly preview?: boolean;
}

export interface SealOutcome {
  /** The last day considered. */
  readonly through: string;
  readonly days: readonly SealedDay[];
  /** Days skipped because an import of them is unfinished. */
  readonly waiting: Plan['waiting'];
  /** Items of days already sealed, which this run counted as late. */
  readonly late: number;
  /** Items that were never sealed and were deleted after `arrivalsDays`. */
  readonly abandoned: number;
  /** Files deleted for the same reason whose number of rows is unknown. */
  readonly abandonedFiles: number;
  /** Damaged files, each with the days that were not sealed because of it. */
  readonly heldBack: readonly HeldBack[];
  /** Of a preview: how many page views lie on pages that the sites do not list. */
  readonly unlisted?: readonly UnlistedViews[];
}
