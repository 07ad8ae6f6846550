/** The ledger of a deployment on AWS, for `headcount budget`. It may not book. */
import type { LedgerEntry } from '#core/disclosure/budget-ledger';
import { readLedger } from '#runtime/aws/release/ledger';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

export async function ledgerOnAws(
  context: CommandContext,
  options: TargetOptions,
): Promise<readonly LedgerEntry[]> {
  return await onAws(context, options, async ({ facts }) => [...(await readLedger(facts)).values()]);
}
