/** Does work within the run of a month, and ends the run. It may not know what the work is. */
import type { Fact } from '#core/facts/fact';
import type { MonthToSettle } from '#core/settle/choose-months';
import { SettleMismatchError } from '#core/settle/settle-checks';
import type { Steps } from '../steps/steps.ts';
import { endRun, openRun } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';

/**
 * Returns the result of `work`. An error keeps the run, so that the next invocation continues it, except a
 * SettleMismatchError: its results are in the record, and the next attempt must query again.
 */
export async function withinRun<T>(
  context: SettleContext,
  facts: readonly Fact[],
  { site: { id: site }, release: { period: month } }: MonthToSettle,
  values: readonly object[],
  work: (steps: Steps) => Promise<T>,
): Promise<T> {
  const steps = await openRun(context, facts, site, month, values);
  try {
    const result = await work(steps);
    await endRun(context, steps, site, month);
    return result;
  } catch (error) {
    if (error instanceof SettleMismatchError) await endRun(context, steps, site, month);
    throw error;
  }
}
