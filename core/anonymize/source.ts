/** Named source and medium of an event: `utm_source` and `utm_medium` win over the referrer. It may not pass on an unscrubbed word. */
import type { CompiledSite } from '../config/compile.ts';
import { mediumNamed } from './medium.ts';
import type { Utm } from './path.ts';
import { originOf, sourceNamed, type Medium, type Origin } from './referrer.ts';
import { scrubTag } from './scrub-tag.ts';

/** What a page's address says of where its visitor came from; scrubbed. */
export interface NamedSource {
  readonly source?: string | undefined;
  readonly medium?: Medium | undefined;
}

const NOTHING: NamedSource = {};

/** A medium that nobody names but the site tags itself is `(unknown)`. */
export function namedBy(utm: Utm): NamedSource {
  const said = utm.medium === undefined ? undefined : mediumNamed(utm.medium);
  if (utm.source === undefined) return said === undefined ? NOTHING : { medium: said };
  const known = sourceNamed(utm.source);
  return {
    source: known?.source ?? scrubTag(utm.source),
    medium: said ?? (utm.medium === undefined ? (known?.medium ?? '(unknown)') : '(unknown)'),
  };
}

/** Referrer, source and medium: what the address names goes before what the referrer says. */
export function sourceOf(referrer: string | undefined, named: NamedSource, site: CompiledSite): Origin {
  const origin = originOf(referrer, site.hosts);
  if (named === NOTHING) return origin;
  return {
    referrer: origin.referrer,
    source: named.source ?? origin.source,
    medium: named.medium ?? origin.medium,
  };
}
