/** Determines, before any bound is read, to which recorded bounds a release is scaled. */
import type { CompiledSite } from '../config/compile.ts';
import type { BoundName, Fact, ReleasedTable } from '../facts/fact.ts';
import { findBounds } from '../facts/limit.ts';
import { isLeftOut } from './draw-release.ts';

/**
 * Returns every bound that the sensitivity of a table of this level depends on, each with the tables that need it.
 * Tables that the site leaves out do not count.
 */
export function neededBounds(
  facts: readonly Fact[],
  level: ReleasedTable['level'],
  site: CompiledSite,
): ReadonlyMap<BoundName, readonly string[]> {
  const needed = new Map<BoundName, string[]>();
  for (const fact of facts) {
    for (const table of fact.released) {
      if (table.level !== level || isLeftOut(table, site)) continue;
      const limits = fact.measures
        .filter((measure) => measure.share !== 0 && measure.share[table.name] !== undefined)
        .flatMap((measure) => [measure.linf ?? 0, measure.l1 ?? 0]);
      for (const bound of new Set([table.touches, ...limits].flatMap(findBounds)))
        needed.set(bound, [...(needed.get(bound) ?? []), table.name]);
    }
  }
  return needed;
}
