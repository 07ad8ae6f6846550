/** `headcount seal`: what it asks for and what it gets. */
import type { HeldBack } from '../seal/held-back.ts';
import type { Plan } from '../seal/plan-seals.ts';
import type { SealedDay } from '../seal/sealed-day.ts';

export interface SealRequest {
  /** Last day to seal, YYYY-MM-DD. @default the latest complete one */
  readonly through?: string;
  /** Only sites that collect live. */
  readonly byClock: boolean;
}

export interface SealOutcome {
  /** Last day that was looked at. */
  readonly through: string;
  readonly days: readonly SealedDay[];
  /** Days left out because of an unfinished import. */
  readonly waiting: Plan['waiting'];
  /** Items of sealed days that were counted as late now. */
  readonly late: number;
  /** Items that nobody sealed and that were deleted after `arrivalsDays`. */
  readonly abandoned: number;
  /** Files deleted likewise of which nobody can tell how many rows they held. */
  readonly abandonedFiles: number;
  /** Damaged files, and the days that were not sealed because of them. */
  readonly heldBack: readonly HeldBack[];
}
