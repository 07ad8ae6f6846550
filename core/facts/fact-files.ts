/** The paths of a fact's SQL, in its folder below queries/. */
import type { Fact } from './fact.ts';

/** Returns the path of the SQL that counts a fact when a day is sealed. */
export function factFile({ name }: Pick<Fact, 'name'>): string {
  return `facts/${name}/fact.sql`;
}

/**
 * Returns the path of the SQL that settles a fact's rows with their month; a fact without columns of its own has none.
 */
export function settleFile({ name }: Pick<Fact, 'name'>): string {
  return `facts/${name}/settle.sql`;
}
