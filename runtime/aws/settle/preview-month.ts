/** Computes on AWS what a settlement of a month would take away. It may write scratch alone, and deletes it. */
import { isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { MonthToSettle } from '#core/settle/choose-months';
import { keptValues } from '#core/settle/kept-values';
import { foldedTable, foldingFacts, previewSql, type SettlePreview } from '#core/settle/settle-preview';
import type { Steps } from '../steps/steps.ts';
import { beginMonth } from './begin-month.ts';
import { settledSql } from './check-changes.ts';
import type { SettleContext } from './settle-context.ts';
import { withinRun } from './within-run.ts';

/**
 * Returns undefined where a settlement would have nothing to do. Throws an OutOfTimeError to continue in the next
 * invocation.
 */
export async function previewMonth(
  context: SettleContext,
  target: MonthToSettle,
): Promise<SettlePreview | undefined> {
  const facts = context.declared.filter(isBreakdown);
  // A digest of its own: neither run continues the other's steps.
  const values = [...keptValues(target.release, target.site), { preview: true }];
  return await withinRun(context, facts, target, values, (steps) => runSteps(context, facts, steps, target));
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
