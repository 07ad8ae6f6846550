/** The conservation check of a settlement: settling renames and adds up, it makes and loses nothing. It may not change anything. */
import type { Fact } from '#core/facts/fact';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import type { MonthState } from './month-state.ts';

/** Sums would change by settling; nothing was replaced. The message holds names only. */
export class SettleMismatchError extends Error {
  override readonly name = 'SettleMismatchError';
}

/**
 * Throws a SettleMismatchError unless each measure of each fact has the same sum before and after, by site, day (merged
 * days together) and every column of a fixed vocabulary. Needs the tables of settleRows.
 */
export async function checkConserved(db: DuckDb, facts: readonly Fact[], { site, month }: MonthState): Promise<void> {
  const wrong: string[] = [];
  for (const fact of facts) {
    const fixed = fact.grain.filter((column) => column.vocabulary === 'fixed').map((column) => column.name);
    const sums = fact.measures.map(({ name }) => `cast(coalesce(sum(r.${name}), 0) as bigint) as ${name}`);
    const select = (day: string) => ['r.site', `${day} as day`, ...fixed.map((column) => `r.${column}`), ...sums].join(', ');
    const before = `select ${select('coalesce(d.becomes, r.day)')} from ${fact.name} r left join settled_days d on d.day = r.day group by all`;
    const after = `select ${select('r.day')} from settled_${fact.name} r group by all`;
    const [row] = await db.rows(`select count(*) as wrong from ((${before} except all ${after}) union all (${after} except all ${before}))`);
    if (Number(row?.['wrong']) > 0) wrong.push(fact.name);
  }
  if (wrong.length > 0) throw new SettleMismatchError(`${site} ${month}: the sums of ${wrong.join(', ')} would not stay what they are`);
}
