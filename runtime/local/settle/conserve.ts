/** The conservation check of a settlement: settling renames and adds up, but neither creates nor loses anything. */
import type { Fact } from '#core/facts/fact';
import type { MonthState } from '#core/settle/month-state';
import { conservationSql, SettleMismatchError } from '#core/settle/settle-checks';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/**
 * Throws a SettleMismatchError unless each measure of each fact has the same sum before and after, by site, day (merged
 * days together) and every column of a fixed vocabulary. Needs the tables of settleRows.
 */
export async function checkConserved(
  db: DuckDb,
  facts: readonly Fact[],
  { site, month }: MonthState,
): Promise<void> {
  const wrong: string[] = [];
  for (const fact of facts) {
    const [row] = await db.rows(conservationSql(fact, `settled_${fact.name}`));
    if (Number(row?.['wrong']) > 0) wrong.push(fact.name);
  }
  if (wrong.length > 0) throw new SettleMismatchError(site, month, wrong);
}
