/**
 * Removes from report queries the rows of months that a stretch contains only in part: their text bounds could not tell
 * the month's rows from those of its days.
 */
import { isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { QueryEngine } from '#core/ports/query-engine';
import { databaseName } from '#core/facts/database-name';

/**
 * Leaves `months` out of every breakdown: relations with the facts' names, without these months, precede the query's
 * own.
 */
export function withoutMonths(
  engine: QueryEngine,
  database: string,
  facts: readonly Fact[],
  months: readonly string[],
): QueryEngine {
  if (months.length === 0) return engine;
  const marks = months.map(() => '?').join(', ');
  return {
    rows(sql, parameters = []) {
      const usedFacts = facts.filter(
        (fact) => isBreakdown(fact) && new RegExp(`\\b${fact.name}\\b`).test(sql),
      );
      if (usedFacts.length === 0) return engine.rows(sql, parameters);
      const relations = usedFacts.map(
        ({ name }) =>
          `${name} as (select f.* from ${databaseName(database)}.${name} f where f.day not in (${marks}))`,
      );
      // Not as a subquery: its order would not be guaranteed.
      const [head, body] = [relations.join(',\n'), sql.trim().replace(/^(\s*--[^\n]*\n)*/, '')];
      const text = /^with\b/i.test(body)
        ? `with ${head},\n${body.slice('with'.length)}`
        : `with ${head}\n${body}`;
      return engine.rows(text, [...usedFacts.flatMap(() => months), ...parameters]);
    },
  };
}
