/**
 * The SQL of `seal --dry-run` over unsealed rows: what became of the items, and the page views by page. It may not add
 * a counting rule, nor read a visitor.
 */
import type { SqlLoader } from '../ports/query-engine.ts';
import { addDays } from '../time/zone.ts';
import type { DayToSeal } from './plan-seals.ts';
import { plannedStretches } from './unlisted-views.ts';

/** Continuations of `with arrivals_of_day as (...)`. */
export interface PreviewSql {
  /** site, day, outcome, items. */
  readonly outcomes: string;
  /** site, month, path, views of the planned days. */
  readonly pages: string;
}

/** Returns the two queries for the planned days, of which there is at least one. */
export function previewSql(loadSql: SqlLoader, days: readonly DayToSeal[]): PreviewSql {
  const events = `, events as (\n${loadSql('live/events.sql').trim()}\n)`;
  const stretches = plannedStretches(days, (day, last) => day === addDays(last, 1)).map(
    ({ site, from, to }) => `(${quoteText(site)}, ${quoteText(from)}, ${quoteText(to)})`,
  );
  return {
    outcomes: `${events}\nselect site, day, outcome, cast(sum(items) as bigint) as items from (\n${loadSql('seal/completeness.sql').trim()}\n) counted group by site, day, outcome`,
    pages: `${events}, planned as (select p.site, p.first_day, p.last_day from (values ${stretches.join(', ')}) as p(site, first_day, last_day))
select e.site, substr(e.day, 1, 7) as month, coalesce(e.path, '') as path, cast(count(*) as bigint) as views
from events e
join planned p on p.site = e.site and e.day >= p.first_day and e.day <= p.last_day
where e.name = 'pageview'
group by e.site, substr(e.day, 1, 7), coalesce(e.path, '')`,
  };
}

const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;
