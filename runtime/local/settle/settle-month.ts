/**
 * Settles one site's month, step by step. Each step can be repeated; the rename of the month's `seals` file commits the
 * merge. It may not decide by an exact count: the given releases decide.
 */
import { isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { MonthToSettle } from '#core/settle/choose-months';
import { daysToMerge } from '#core/settle/days-to-merge';
import { keptValues } from '#core/settle/kept-values';
import type { MonthState, SettledMonth } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { crashPoint } from '../seal/crash-point.ts';
import { clearMerged } from './clear-merged.ts';
import { commitMerged } from './commit-merged.ts';
import { checkConserved } from './conserve.ts';
import { readMonth } from './month-state.ts';
import { findChangedPeriods, countFolded, settleRows, writeSettled } from './settled-rows.ts';
import { sweepMonth } from './sweep-month.ts';

export interface SettleContext {
  readonly db: DuckDb;
  readonly data: DataDir;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
}

/**
 * Settles the month. Returns undefined where nothing was left to do; throws a SettleMismatchError, with nothing
 * replaced, where sums would change.
 */
export async function settleMonth(
  { db, data, facts, loadSql }: SettleContext,
  { site, release, days }: MonthToSettle,
): Promise<SettledMonth | undefined> {
  const month = release.period;
  const breakdowns = facts.filter(isBreakdown);
  sweepMonth(data, breakdowns, month);
  const state = await readMonth(db, data, { site: site.id, month, smallDays: daysToMerge(release, days) });
  if (state.shown.length === 0) return undefined;
  await settleRows(db, data, { facts: breakdowns, loadSql, state, keptValues: keptValues(release, site) });
  await checkConserved(db, breakdowns, state);
  crashPoint('settle-checked');

  const folded = await fold(db, data, breakdowns, state);
  crashPoint('settle-folded');
  if (state.toMerge.length > 0) {
    for (const fact of breakdowns) {
      await writeSettled(db, data, fact, month);
      crashPoint('settle-merging');
    }
    crashPoint('settle-merged');
    await commitMerged(db, data, facts, state);
    crashPoint('settle-committed');
  }
  const cleared = await clearMerged(db, data, breakdowns, state);
  crashPoint('settle-done');
  if (Object.keys(folded).length === 0 && state.toMerge.length === 0 && !cleared) return undefined;
  return {
    site: site.id,
    month,
    folded,
    merged: state.toMerge.length > 0 ? state.toMerge : cleared ? state.merged : [],
  };
}

/** Replaces the files in which values fold, of days that stay and of the month if it already has rows. */
async function fold(
  db: DuckDb,
  data: DataDir,
  facts: readonly Fact[],
  state: MonthState,
): Promise<SettledMonth['folded']> {
  const folded: Record<string, number> = {};
  for (const fact of facts) {
    const rows = await countFolded(db, fact);
    if (rows > 0) folded[fact.name] = rows;
    for (const period of await findChangedPeriods(db, fact, state)) {
      await writeSettled(db, data, fact, period);
      crashPoint('settle-folding');
    }
  }
  return folded;
}
