/**
 * Leaves out of a report what a site cannot measure: a web-server log has no engaged time, and the noise around 0 would
 * read as a figure. It may not look at a figure: whether a site collects live is its configuration.
 */
import { collectsLive } from '../seal/plan-seals.ts';
import type { ReportDefinition } from './definition.ts';

/** Measures that only a browser or a server of the site sends. */
const LIVE_MEASURES = ['engaged_seconds'] as const;

/** Returns the measures that a site cannot have. */
export function unmeasuredBy(site: Parameters<typeof collectsLive>[0]): readonly string[] {
  return collectsLive(site) ? [] : LIVE_MEASURES;
}

/** Returns the definition without columns that these measures are needed for. */
export function withoutMeasures(definition: ReportDefinition, measures: readonly string[]): ReportDefinition {
  if (measures.length === 0) return definition;
  const needs = (name: string | number | undefined) => measures.includes(String(name));
  return {
    ...definition,
    tables: definition.tables.map((table) => ({
      ...table,
      columns: table.columns.filter(
        ({ name, quotient }) => !needs(name) && !needs(quotient?.numerator) && !needs(quotient?.denominator),
      ),
    })),
  };
}
