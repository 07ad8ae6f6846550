/** The files below queries/ that a seal runs, by the order in which they need each other. It may not run one. */
import type { Fact } from '#core/facts/fact';
import { factFile } from '#core/facts/fact-files';

/** In an order in which each finds what it reads; those of one step need nothing of each other. */
export const RELATIONS = [
  ['repeated'],
  ['events'],
  ['visitor_parts', 'visitor_entries'],
  ['visitor_days'],
  ['visitor_events'],
] as const;
/** The books: what arrived, counted apart, and what does not agree. */
export const BOOKS = ['recount', 'reconcile'] as const;
export const COMPLETENESS_QUERY = 'seal/completeness.sql';

export const sealQuery = (name: string) => `seal/${name}.sql`;

/** All of them. */
export function sealQueries(declared: readonly Fact[]): readonly string[] {
  return [...[...RELATIONS.flat(), ...BOOKS].map(sealQuery), ...declared.map(factFile), COMPLETENESS_QUERY];
}
