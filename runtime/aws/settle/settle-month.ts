/**
 * Settles one site's month as a run of durable steps: rewriting `seals` commits the merge. It may not decide by an
 * exact count: the given releases decide.
 */
import { isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { MonthToSettle } from '#core/settle/choose-months';
import { keptValues } from '#core/settle/kept-values';
import type { SettledMonth } from '#core/settle/month-state';
import { foldedSql } from '#core/settle/settle-checks';
import { periodsSql } from '#core/settle/settle-drafts';
import type { Steps } from '../steps/steps.ts';
import { beginMonth } from './begin-month.ts';
import { settledSql } from './check-changes.ts';
import { commitMerged } from './commit-merged.ts';
import { findLeftovers, swapPeriods } from './period-drafts.ts';
import { checkScratchTables, scratchFolder, STEP } from './month-run.ts';
import type { SettleContext } from './settle-context.ts';
import { withinRun } from './within-run.ts';

/**
 * Settles the month. Returns undefined where nothing was left to do; throws a SettleMismatchError, with nothing
 * replaced, where sums would change, and an OutOfTimeError to continue at the next tick.
 */
export async function settleMonth(
  context: SettleContext,
  target: MonthToSettle,
): Promise<SettledMonth | undefined> {
  const facts = context.declared.filter(isBreakdown);
  const values = keptValues(target.release, target.site);
  return await withinRun(context, facts, target, values, (steps) => runSteps(context, facts, steps, target));
}

async function runSteps(
  context: SettleContext,
  facts: readonly Fact[],
  steps: Steps,
  target: MonthToSettle,
): Promise<SettledMonth | undefined> {
  const {
    site: { id: site },
    release,
  } = target;
  const month = release.period;
  const begun = await beginMonth(context, facts, steps, target);
  if (begun === undefined) return undefined;
  const { state, locations, changed } = begun;

  const folded: Record<string, number> = {};
  const clears: { readonly fact: Fact; readonly periods: readonly string[]; readonly draft: string }[] = [];
  let cleared = false;
  for (const fact of facts) {
    const settledQuery = settledSql(context, fact);
    const changedPeriods = changed.get(fact.name) ?? [];
    if (changedPeriods.length > 0) {
      const rows = Number(
        (
          await steps.query(`folded ${fact.name}`, {
            text: foldedSql(fact, `(${settledQuery})`),
            database: context.databases.scratch,
          })
        )[0]?.['folded'] ?? 0,
      );
      if (rows > 0) folded[fact.name] = rows;
    }
    // A run that was abandoned before its commit may have left rows of the month, which the commit would show.
    const stale = state.toMerge.length > 0 && locations[fact.name]?.[month] !== undefined ? [month] : [];
    const toReplace = [
      ...new Set([...changedPeriods.filter((period) => !state.toMerge.includes(period)), ...stale]),
    ];
    const toClear = [
      ...state.toMerge.filter((period) => changedPeriods.includes(period)),
      ...(await findLeftovers(context, steps, fact, site, state.merged)),
    ];
    cleared ||= toClear.length > 0;
    if (toReplace.length + toClear.length === 0) continue;
    const sql = periodsSql(
      fact,
      context.databases.store,
      settledQuery,
      site,
      [...new Set([...toReplace, ...toClear])].toSorted(),
    );
    const draft = await steps.unload(
      `draft ${fact.name}`,
      { ...sql, database: context.databases.scratch },
      context.arrivals.uri(`${scratchFolder(steps.run)}draft-${fact.name}/`),
      'period',
    );
    if (!steps.has(`swap ${fact.name}`)) await checkScratchTables(context, steps, [fact]);
    await steps.once(`swap ${fact.name}`, () => swapPeriods(context, steps.run, fact, toReplace, draft));
    clears.push({ fact, periods: toClear, draft });
  }
  if (state.toMerge.length > 0) await steps.once(STEP.committed, () => commitMerged(context, state));
  // Only now nobody reads them there any more.
  for (const { fact, periods, draft } of clears)
    await steps.once(`clear ${fact.name}`, () => swapPeriods(context, steps.run, fact, periods, draft));
  if (Object.keys(folded).length === 0 && state.toMerge.length === 0 && !cleared) return undefined;
  return {
    site,
    month,
    folded,
    merged: state.toMerge.length > 0 ? state.toMerge : cleared ? state.merged : [],
  };
}
