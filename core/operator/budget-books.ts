/** `headcount budget`: what was paid, and what was published. */
import type { LedgerEntry, PublishedPeriod } from '../disclosure/budget-ledger.ts';

export interface BudgetBooks {
  readonly ledger: readonly LedgerEntry[];
  readonly published: readonly PublishedPeriod[];
}
