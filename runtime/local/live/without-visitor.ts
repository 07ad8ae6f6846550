/** Counts the accepted events of a day that have no visitor, in rows that are not sealed yet. */
import type { DoubtCounts } from '#core/report/without-visitor';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/** Counts over `relations`: tables, or parenthesized SELECTs, of unsealed rows. */
export async function countWithoutVisitor(
  db: DuckDb,
  relations: readonly string[],
  day: string,
): Promise<DoubtCounts> {
  let [accepted, doubtful] = [0, 0];
  for (const relation of relations) {
    const [row] = await db.rows(
      `select cast(count(*) as bigint) as accepted, cast(count(*) - count(visitor) as bigint) as doubtful from ${relation} where outcome = 'stored' and day = ?`,
      [day],
    );
    accepted += Number(row?.['accepted'] ?? 0);
    doubtful += Number(row?.['doubtful'] ?? 0);
  }
  return { accepted, doubtful };
}
