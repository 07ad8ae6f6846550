/**
 * Determines the source and medium of an event: what the page's address says takes precedence over the referrer. It may
 * not pass on an unscrubbed word.
 */
import type { CompiledSite } from '../config/compile.ts';
import type { CampaignParameters } from './campaign-parameters.ts';
import { findMedium } from './medium.ts';
import type { Medium, Origin, TrafficSource } from './known-places.ts';
import { deriveOrigin, findPlace } from './referrer.ts';
import { findSource } from './source-name.ts';
import { scrubTag } from './scrub-tag.ts';

/** The origin that a page's address names; scrubbed. */
export interface NamedSource {
  readonly source?: string | undefined;
  readonly medium?: Medium | undefined;
  /** The source of a click id, used where nothing else names a source. */
  readonly clickSource?: string | undefined;
}

/** The value for an address that names no origin. */
export const NO_NAMED_SOURCE: NamedSource = {};

/**
 * Reads the origin from campaign parameters. Where the site tags its links but names no known medium, the medium is
 * `(unknown)`.
 */
export function findNamedSource(parameters: CampaignParameters, ownHosts: ReadonlySet<string>): NamedSource {
  if (!parameters.isTagged && parameters.click === undefined && parameters.references.length === 0)
    return NO_NAMED_SOURCE;
  const place = findTaggedPlace(parameters, ownHosts);
  const medium =
    (parameters.medium === undefined ? undefined : findMedium(parameters.medium)) ?? parameters.click?.medium;
  if (place === undefined && medium === undefined && !parameters.isTagged) return NO_NAMED_SOURCE;
  return {
    source: place?.source,
    medium: medium ?? (parameters.medium === undefined ? place?.medium : place && '(unknown)'),
    clickSource: parameters.click?.source,
  };
}

/**
 * Finds the source: `utm_source` with any value; `ref` and the like only where they name a known source or a host,
 * since sites use them for much else.
 */
function findTaggedPlace(
  parameters: CampaignParameters,
  ownHosts: ReadonlySet<string>,
): TrafficSource | undefined {
  if (parameters.source !== undefined)
    return (
      findSource(parameters.source) ?? {
        source: scrubTag(parameters.source) || '(unknown)',
        medium: '(unknown)',
      }
    );
  for (const reference of parameters.references) {
    const place = findPlace(reference, ownHosts);
    if (place !== undefined) return place;
  }
  return undefined;
}

/**
 * Returns referrer, source and medium. What the address names takes precedence over the referrer, and a tagged visit is
 * never direct.
 */
export function deriveSource(referrer: string | undefined, named: NamedSource, site: CompiledSite): Origin {
  const origin = deriveOrigin(referrer, site.hosts);
  if (named === NO_NAMED_SOURCE) return origin;
  const medium = named.medium ?? (origin.medium === 'direct' ? '(unknown)' : origin.medium);
  const isNamed = !origin.source.startsWith('(');
  return {
    referrer: origin.referrer,
    source:
      named.source ??
      (isNamed ? origin.source : (named.clickSource ?? fallbackSource(origin.source, medium))),
    medium,
  };
}

/** Returns the source where nothing names one; a visit that is tagged as direct has none. */
function fallbackSource(source: string, medium: Medium): string {
  return source === '(none)' && medium !== 'direct' ? '(unknown)' : source;
}
