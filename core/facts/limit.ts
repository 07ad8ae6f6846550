/** What a declared contribution bound comes to under a configuration. It may not know a fact. */
import type { BoundName, Bounds, Limit } from './fact.ts';

/** The number a limit stands for; `worthCents` is 100 maxWorth of the site. */
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

/** The configured bounds that a limit is made of. */
export function boundsIn(limit: Limit): readonly BoundName[] {
  if (typeof limit === 'number') return [];
  if (typeof limit === 'string') return [limit];
  return ('times' in limit ? limit.times : limit.plus).flatMap(boundsIn);
}
