/**
 * The SQL of the seal over unsealed arrivals as a single SELECT without intermediate tables, for a look at the current
 * day on an engine without any. Events are the exception and are read in one pass, because each relation that uses them
 * would compute them again. It may not add a counting rule.
 */
import { databaseName } from '../facts/database-name.ts';
import { DEFAULT_BOUNDS, type Bounds } from '../facts/fact.ts';
import { FIELDS } from '../event/fields.ts';
import type { SqlLoader } from '../ports/query-engine.ts';
import type { BoundSql } from '../settle/settle-drafts.ts';

export interface UnsealedArrivals {
  readonly loadSql: SqlLoader;
  /** The database with the table `seals`. */
  readonly store: string;
  /** The first and last date of arrival that has objects. */
  readonly first: string;
  readonly last: string;
}

export interface CountingInputs {
  readonly bounds: Bounds;
  readonly siteDays: readonly { readonly site: string; readonly day: string; readonly worthCents: number }[];
  /** The columns of the relation visitor_days. */
  readonly visitorDays: readonly string[];
}

const SCRATCH = ['events', 'visitor_parts', 'visitor_entries', 'visitor_days', 'visitor_events'] as const;

/**
 * Returns SQL for `body` over the rows of unsealed days, named `arrivals_of_day`. Run it with the database of arrivals
 * as context.
 */
export function unsealedSql({ store, first, last }: UnsealedArrivals, body: string): BoundSql {
  return { text: `with ${unsealedRelation(store)}\n${body}`, parameters: [first, last] };
}

/** Returns SQL for the query at `path` below queries/ (of a fact, or of completeness) over the same rows. */
export function unsealedFactSql(
  { loadSql, store, first, last }: UnsealedArrivals,
  { bounds, siteDays, visitorDays }: CountingInputs,
  path: string,
): BoundSql {
  const numbers = Object.keys(DEFAULT_BOUNDS)
    .map((name) => `cast(${requireInteger(bounds[name as keyof Bounds])} as bigint) as ${name}`)
    .join(', ');
  const days = siteDays
    .map(
      ({ site, day, worthCents }) =>
        `(${quoteText(site)}, ${quoteText(day)}, cast(${requireInteger(worthCents)} as bigint))`,
    )
    .join(', ');
  const relations = SCRATCH.map((name) => {
    const text = `\n${loadSql(name === 'events' ? 'live/events.sql' : `seal/${name}.sql`).trim()}\n`;
    if (name !== 'visitor_days') return `${name} as (${text})`;
    // The query numbers rows in any order; here it runs again for each relation that uses it, and must number alike.
    return `${name} as (\nselect ${visitorDays.map((column) => (column === 'number' ? 'row_number() over (order by v.site, v.day, v.visitor) as number' : `v.${column}`)).join(', ')}\nfrom (${text}) v\n)`;
  });
  return {
    text: `with ${[unsealedRelation(store), `bounds as (select ${numbers})`, `site_days as (select d.site, d.day, d.worth_cents from (values ${days}) as d(site, day, worth_cents))`, ...relations].join(',\n')}\nselect * from (\n${loadSql(path).trim()}\n) counted`,
    parameters: [first, last],
  };
}

const unsealedRelation = (store: string) => `arrivals_of_day as (
  select ${FIELDS.map((field) => `a.${field.name}`).join(', ')}
  from arrivals a
  left join ${databaseName(store)}.seals s on s.site = a.site and s.period = a.day
  where a.dt >= ? and a.dt <= ? and s.site is null
)`;

const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

function requireInteger(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers stand in a text');
  return value;
}
