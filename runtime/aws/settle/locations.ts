/** Reads the locations of the facts' partitions, by period. */
import type { Fact } from '#core/facts/fact';
import type { Catalogue } from '../lake/catalogue.ts';

/** Locations by fact, then by period. */
export type Locations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Reads the locations of one month and its days. */
export async function readMonthLocations(
  catalogue: Catalogue,
  store: string,
  facts: readonly Fact[],
  month: string,
): Promise<Locations> {
  const locations: Record<string, Readonly<Record<string, string>>> = {};
  for (const { name } of facts) {
    const all = await catalogue.partitions(store, name);
    locations[name] = Object.fromEntries(
      [...all].filter(([period]) => period.startsWith(month)).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
  return locations;
}
