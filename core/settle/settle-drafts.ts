/**
 * SQL with which a settlement on AWS reads and writes a site's month, derived from the fact's declaration: its rows of
 * the month, and the new content of every period that changes. Parameters occur in WHERE only.
 */
import { factColumns } from '../facts/columns.ts';
import { databaseName } from '../facts/database-name.ts';
import type { Fact } from '../facts/fact.ts';

export interface BoundSql {
  readonly text: string;
  readonly parameters: readonly string[];
}

/**
 * Returns SQL for the rows of a site in these periods, with the period as `day`, from the table of the database
 * `store`.
 */
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
 * Returns SQL for all rows of these periods as they are afterwards, `period` last: the site's own from `settled` (a
 * query), and those of every other site unchanged, sealed or being sealed. A period that becomes empty has no row.
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
