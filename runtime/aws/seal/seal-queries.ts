/** Lists the files below queries/ that a seal runs, in the order of their dependencies. */
import type { Fact } from '#core/facts/fact';
import { factFile } from '#core/facts/fact-files';

/** In dependency order; relations of one step are independent of each other. */
export const RELATIONS = [
  ['repeated'],
  ['events'],
  ['visitor_parts', 'visitor_entries'],
  ['visitor_days'],
  ['visitor_events'],
] as const;
/** Queries of the books: the recount of arrivals, the mismatches, and the salts that made the visitors. */
export const BOOKS = ['recount', 'reconcile', 'keyings'] as const;
/** Path of the query for `completeness`. */
export const COMPLETENESS_QUERY = 'seal/completeness.sql';

/** Returns the path of a query of the seal. */
export const sealQuery = (name: string) => `seal/${name}.sql`;

/** Lists all queries of a seal. */
export function sealQueries(declared: readonly Fact[]): readonly string[] {
  return [...[...RELATIONS.flat(), ...BOOKS].map(sealQuery), ...declared.map(factFile), COMPLETENESS_QUERY];
}
