/** Reads the ledger and the published periods of a deployment on AWS. */
import type { BudgetBooks } from '#core/operator/budget-books';
import { readLedger } from '#runtime/aws/release/ledger';
import { publishedPeriods } from '#runtime/aws/release/release-objects';
import type { Deployment } from './deployment.ts';

export async function readBooks({ facts }: Deployment): Promise<BudgetBooks> {
  return {
    ledger: await readLedger(facts),
    published: [...(await publishedPeriods(facts))].flatMap(([site, periods]) =>
      periods.map((period) => ({ site, period })),
    ),
  };
}
