/** Reads the ledger and the published periods on this machine. */
import type { BudgetBooks } from '#core/operator/budget-books';
import { readLedger } from '#runtime/local/release/ledger';
import { listReleasedPeriods } from '#runtime/local/release/release-files';
import type { LocalContext } from './local-context.ts';

export function readBooks({ data, config }: LocalContext): BudgetBooks {
  return {
    ledger: readLedger(data),
    published: config.sites.flatMap(({ id }) =>
      listReleasedPeriods(data, id).map((period) => ({ site: id, period })),
    ),
  };
}
