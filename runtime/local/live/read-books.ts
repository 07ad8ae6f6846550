/** Reads what became of the items of a site's unsealed days. */
import type { LivePeriod } from '#core/operator/live-view';
import type { QueryEngine } from '#core/ports/query-engine';

/**
 * Reads the books of a site. They are shown from the first event on, so that an operator sees events arrive; nobody
 * else sees the page.
 */
export async function readBooks(
  db: QueryEngine,
  site: string,
  from: string,
  to: string,
): Promise<Pick<LivePeriod, 'received' | 'books'>> {
  const rows = await db.rows(
    'select outcome, cast(sum(items) as bigint) as items from completeness where site = ? and day >= ? and day <= ? group by outcome order by outcome',
    [site, from, to],
  );
  const books = Object.fromEntries(rows.map((row) => [String(row['outcome']), Number(row['items'])]));
  return { books, received: Object.values(books).reduce((sum, items) => sum + items, 0) };
}
