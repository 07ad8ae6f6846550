/** The books of a deployment on AWS, for `headcount budget`. It may not book. */
import { readLedger } from '#runtime/aws/release/ledger';
import { publishedPeriods } from '#runtime/aws/release/release-objects';
import type { Books } from '../budget.ts';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

export async function booksOnAws(context: CommandContext, options: TargetOptions): Promise<Books> {
  return await onAws(context, options, async ({ facts }) => ({
    ledger: await readLedger(facts),
    published: [...(await publishedPeriods(facts))].flatMap(([site, periods]) =>
      periods.map((period) => ({ site, period })),
    ),
  }));
}
