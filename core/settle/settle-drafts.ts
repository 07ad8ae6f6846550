/**
 * SQL by which a settlement on AWS reads and writes a site's month, derived from the fact's declaration: its rows of
 * the month, and the new content of every period that changes. Parameters stand in WHERE only. It may not name a value.
 */
import { factColumns } from '../facts/columns.ts';
import { databaseName } from '../facts/database-name.ts';
import type { Fact } from '../facts/fact.ts';

export interface BoundSql {
  readonly text: string;
  readonly parameters: readonly string[];
}

/** The rows of a site in these periods, with the period as `day`; from the table of the database `store`. */
export function monthRowsSql(fact: Fact, store: string, site: string, periods: readonly string[]): BoundSql {
  const columns = factColumns(fact)
    .map(({ name }) => (name === 'day' ? 'f.period as day' : `f.${name}`))
    .join(', ');
  return {
    text: `select ${columns}\nfrom ${databaseName(store)}.${fact.name} f\nwhere f.site = ? and f.period in (${marks(periods)})`,
    parameters: [site, ...periods],
  };
}

/**
 * All rows of these periods as they stand afterwards, `period` last: the site's own from `settled` (a query), and those
 * of every other site as they are, sealed or being sealed. A period of which nothing is left has no row.
 */
export function periodsSql(
  fact: Fact,
  store: string,
  settled: string,
  site: string,
  periods: readonly string[],
): BoundSql {
  const names = factColumns(fact)
    .map(({ name }) => name)
    .filter((name) => name !== 'day');
  const list = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
  return {
    text: `select ${list('s')}, s.day as period\nfrom (\n${settled.trim()}\n) s\nwhere s.day in (${marks(periods)})\nunion all\nselect ${list('f')}, f.period\nfrom ${databaseName(store)}.${fact.name} f\nwhere f.site <> ? and f.period in (${marks(periods)})`,
    parameters: [...periods, site, ...periods],
  };
}

const marks = (values: readonly string[]) => values.map(() => '?').join(', ');
