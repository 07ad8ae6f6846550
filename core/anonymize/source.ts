/** Named source and medium of an event: `utm_source` and `utm_medium` win over the referrer. It may not pass on an unscrubbed word. */
import type { CompiledSite } from '../config/compile.ts';
import { mediumNamed } from './medium.ts';
import type { Utm } from './path.ts';
import { originOf, sourceNamed, type Origin } from './referrer.ts';
import { scrubTag } from './scrub-tag.ts';

/** Referrer, source and medium; a medium that nobody names but the site tags itself is `(unknown)`. */
export function sourceOf(referrer: string | undefined, utm: Utm, site: CompiledSite): Origin {
  const origin = originOf(referrer, site.hosts);
  const said = utm.medium === undefined ? undefined : mediumNamed(utm.medium);
  if (utm.source === undefined) return said === undefined ? origin : { ...origin, medium: said };
  const known = sourceNamed(utm.source);
  return {
    referrer: origin.referrer,
    source: known?.source ?? scrubTag(utm.source),
    medium: said ?? (utm.medium === undefined ? known?.medium ?? '(unknown)' : '(unknown)'),
  };
}
