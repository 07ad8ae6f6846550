/** Reads the ledger and the published periods of a deployment on AWS. */
import type { BudgetBooks } from '#core/operator/budget-books';
import { readLedger } from '#runtime/aws/release/ledger';
import { listPublishedPeriods } from '#runtime/aws/release/release-objects';
import type { Deployment } from './deployment.ts';

export async function readBooks({ facts }: Deployment): Promise<BudgetBooks> {
  return {
    ledger: await readLedger(facts),
    published: [...(await listPublishedPeriods(facts))].flatMap(([site, periods]) =>
      periods.map((period) => ({ site, period })),
    ),
  };
}
