/** The conservation checks of a seal: what the facts say against a count of the raw rows by another way. It may not change anything. */
import type { SqlLoader } from '#core/ports/query-engine';
import type { DuckDb } from '../duckdb/open-duckdb.ts';

/** Figures that should agree and do not; nothing has been deleted. The message holds counts only. */
export class SealMismatchError extends Error {
  override readonly name = 'SealMismatchError';
}

/** Per site and day, both sides of each check. */
const SIDES = `
  select s.site, s.day,
    coalesce(r.received, 0) as received, coalesce(c.items, 0) as completeness,
    coalesce(r.stored, 0) as stored, coalesce(c.stored, 0) as completeness_stored,
    coalesce(r.page_views, 0) as page_views, coalesce(d.page_views, r.page_views, 0) as days_page_views,
    coalesce(d.visits_bounded, 0) as visits_bounded, coalesce(a.visits, 0) as sources_visits,
    coalesce(d.visitors, 0) as visitors, coalesce(v.least_visitors, 0) as least_of_dimension, coalesce(v.most_visitors, 0) as most_of_dimension
  from sealing s
  left join recount r on r.site = s.site and r.day = s.day
  left join (select site, day, sum(items) as items, sum(items) filter (where outcome = 'stored') as stored from completeness group by all) c on c.site = s.site and c.day = s.day
  left join days d on d.site = s.site and d.day = s.day
  left join (select site, day, sum(visits) as visits from sources group by all) a on a.site = s.site and a.day = s.day
  left join (
    select site, day, min(n) as least_visitors, max(n) as most_visitors
    from (select site, day, dimension, sum(visitors) as n from visitors group by all) group by all
  ) v on v.site = s.site and v.day = s.day`;

/** Throws a SealMismatchError where the books do not balance. Needs the tables of buildFacts and `sealing` (site, day). */
export async function reconcile(db: DuckDb, loadSql: SqlLoader): Promise<void> {
  await db.run(`create or replace temp table recount as ${loadSql('seal/recount.sql')}`);
  const strangers = await db.rows('select r.site, r.day, r.received from recount r left join sealing s on s.site = r.site and s.day = r.day where s.site is null');
  const rows = await db.rows(SIDES);
  const wrong = rows.flatMap((row) => problems(row as Sides).map((problem) => `${row['site']} ${row['day']}: ${problem}`));
  wrong.push(...strangers.map((row) => `${row['site']} ${row['day']}: ${row['received']} rows of a site and day that is not sealed now`));
  if (wrong.length > 0) throw new SealMismatchError(wrong.join('; '));
}

type Sides = Readonly<Record<'received' | 'completeness' | 'stored' | 'completeness_stored' | 'page_views' | 'days_page_views' | 'visits_bounded' | 'sources_visits' | 'visitors' | 'least_of_dimension' | 'most_of_dimension', number>>;

function problems(row: Sides): string[] {
  const found: string[] = [];
  if (row.received !== row.completeness) found.push(`received ${row.received}, but outcomes add up to ${row.completeness}`);
  if (row.stored !== row.completeness_stored) found.push(`${row.stored} events stored, but completeness says ${row.completeness_stored}`);
  if (row.page_views !== row.days_page_views) found.push(`${row.page_views} page views, but days says ${row.days_page_views}`);
  if (row.sources_visits > row.visits_bounded) found.push(`sources has ${row.sources_visits} visits, more than the ${row.visits_bounded} bounded ones of days`);
  if (row.least_of_dimension !== row.visitors || row.most_of_dimension !== row.visitors) found.push(`${row.visitors} visitor-days, but dimensions add up to ${row.least_of_dimension} to ${row.most_of_dimension}`);
  return found;
}
