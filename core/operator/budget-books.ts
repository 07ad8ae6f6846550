/** Answer of `headcount budget`: the ledger of privacy budgets, and the published periods. */
import type { LedgerEntry, PublishedPeriod } from '../disclosure/budget-ledger.ts';

export interface BudgetBooks {
  readonly ledger: readonly LedgerEntry[];
  readonly published: readonly PublishedPeriod[];
}
