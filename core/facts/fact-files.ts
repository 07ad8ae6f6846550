/** Where the SQL of a fact lies: in the fact's folder, below queries/. It may not read it. */
import type { Fact } from './fact.ts';

/** The SQL that counts a fact when a day is sealed. */
export function factFile({ name }: Pick<Fact, 'name'>): string {
  return `facts/${name}/fact.sql`;
}

/**
 * The SQL that says what becomes of a fact's rows when their month is settled; a fact without columns of its own has
 * none.
 */
export function settleFile({ name }: Pick<Fact, 'name'>): string {
  return `facts/${name}/settle.sql`;
}
