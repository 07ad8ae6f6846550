/** Computes what a settlement of one site's month would take away. It may not write a file. */
import { isBreakdown } from '#core/facts/columns';
import type { MonthToSettle } from '#core/settle/choose-months';
import { daysToMerge } from '#core/settle/days-to-merge';
import { keptValues } from '#core/settle/kept-values';
import { foldedTable, foldingFacts, previewSql, type SettlePreview } from '#core/settle/settle-preview';
import { readMonth } from './month-state.ts';
import type { SettleContext } from './settle-month.ts';
import { settleRows } from './settled-rows.ts';

/** Returns undefined where a settlement would have nothing to do. */
export async function previewMonth(
  { db, data, facts, loadSql }: SettleContext,
  { site, release, days }: MonthToSettle,
): Promise<SettlePreview | undefined> {
  const month = release.period;
  const breakdowns = facts.filter(isBreakdown);
  const state = await readMonth(db, data, { site: site.id, month, smallDays: daysToMerge(release, days) });
  if (state.shown.length === 0) return undefined;
  await settleRows(db, data, { facts: breakdowns, loadSql, state, keptValues: keptValues(release, site) });
  const tables = [];
  for (const fact of foldingFacts(breakdowns)) {
    const table = foldedTable(fact, await db.rows(previewSql(fact, `settled_${fact.name}`)));
    if (table !== undefined) tables.push(table);
  }
  return tables.length === 0 && state.toMerge.length === 0
    ? undefined
    : { site: site.id, month, tables, merging: state.toMerge };
}
