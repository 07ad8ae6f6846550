/** Computes on AWS what a settlement of a month would take away. It may write scratch alone, and deletes it. */
import { isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { MonthToSettle } from '#core/settle/choose-months';
import { keptValues } from '#core/settle/kept-values';
import { SettleMismatchError } from '#core/settle/settle-checks';
import { foldedTable, foldingFacts, previewSql, type SettlePreview } from '#core/settle/settle-preview';
import type { Steps } from '../steps/steps.ts';
import { beginMonth } from './begin-month.ts';
import { settledSql } from './check-changes.ts';
import { endRun, openRun } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';

/**
 * Returns undefined where a settlement would have nothing to do. Throws an OutOfTimeError to continue in the next
 * invocation.
 */
export async function previewMonth(
  context: SettleContext,
  target: MonthToSettle,
): Promise<SettlePreview | undefined> {
  const {
    site: { id: site },
    release: { period: month },
  } = target;
  const facts = context.declared.filter(isBreakdown);
  // A digest of its own: neither run continues the other's steps.
  const values = [...keptValues(target.release, target.site), { preview: true }];
  const steps = await openRun(context, facts, site, month, values);
  try {
    const preview = await runSteps(context, facts, steps, target);
    await endRun(context, steps, site, month);
    return preview;
  } catch (error) {
    // Its results are in the record: the next attempt must query again.
    if (error instanceof SettleMismatchError) await endRun(context, steps, site, month);
    throw error;
  }
}

async function runSteps(
  context: SettleContext,
  facts: readonly Fact[],
  steps: Steps,
  target: MonthToSettle,
): Promise<SettlePreview | undefined> {
  const begun = await beginMonth(context, facts, steps, target);
  const tables = [];
  for (const fact of begun === undefined ? [] : foldingFacts(facts)) {
    const rows = await steps.query(`preview ${fact.name}`, {
      text: previewSql(fact, `(${settledSql(context, fact)})`),
      database: context.databases.scratch,
    });
    const table = foldedTable(fact, rows);
    if (table !== undefined) tables.push(table);
  }
  const {
    site: { id: site },
    release: { period: month },
  } = target;
  const merging = begun?.state.toMerge ?? [];
  return tables.length === 0 && merging.length === 0 ? undefined : { site, month, tables, merging };
}
