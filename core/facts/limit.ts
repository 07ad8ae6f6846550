/** Resolves a declared contribution bound under a configuration. */
import type { BoundName, Bounds, Limit } from './fact.ts';

/** Returns the number that a limit stands for; `worthCents` is 100 maxWorth of the site. */
export function resolveLimit(limit: Limit, bounds: Bounds, worthCents: number): number {
  if (typeof limit === 'number') return limit;
  if (limit === 'worth_cents') return worthCents;
  if (typeof limit === 'string') return bounds[limit];
  const parts = ('times' in limit ? limit.times : limit.plus).map((part) =>
    resolveLimit(part, bounds, worthCents),
  );
  return 'times' in limit
    ? parts.reduce((product, part) => product * part, 1)
    : parts.reduce((sum, part) => sum + part, 0);
}

/** Returns the configured bounds that a limit consists of. */
export function findBounds(limit: Limit): readonly BoundName[] {
  if (typeof limit === 'number') return [];
  if (typeof limit === 'string') return [limit];
  return ('times' in limit ? limit.times : limit.plus).flatMap(findBounds);
}
