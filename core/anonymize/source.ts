/**
 * Named source and medium of an event: what its page's address says wins over the referrer. It may not pass on an
 * unscrubbed word.
 */
import type { CompiledSite } from '../config/compile.ts';
import type { CampaignParameters } from './campaign-parameters.ts';
import { findMedium } from './medium.ts';
import { originOf, findPlace, findSource, type Medium, type Origin, type Place } from './referrer.ts';
import { scrubTag } from './scrub-tag.ts';

/** What a page's address says of where its visitor came from; scrubbed. */
export interface NamedSource {
  readonly source?: string | undefined;
  readonly medium?: Medium | undefined;
  /** By a click id: the source where nothing else names one. */
  readonly clickSource?: string | undefined;
}

/** An address that says nothing. */
export const NO_NAMED_SOURCE: NamedSource = {};

/** A medium that nobody names but the site tags itself is `(unknown)`. */
export function findNamedSource(parameters: CampaignParameters, ownHosts: ReadonlySet<string>): NamedSource {
  if (!parameters.isTagged && parameters.click === undefined && parameters.references.length === 0)
    return NO_NAMED_SOURCE;
  const place = findPlaceOf(parameters, ownHosts);
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
 * `utm_source` whatever it says; `ref` and its like only where they name a place, since sites use them for much else.
 */
function findPlaceOf(parameters: CampaignParameters, ownHosts: ReadonlySet<string>): Place | undefined {
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
 * Referrer, source and medium: what the address names goes before what the referrer says; what it marks is never
 * direct.
 */
export function sourceOf(referrer: string | undefined, named: NamedSource, site: CompiledSite): Origin {
  const origin = originOf(referrer, site.hosts);
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

/** There was a source, though nothing names it; but what calls itself direct has none. */
function fallbackSource(source: string, medium: Medium): string {
  return source === '(none)' && medium !== 'direct' ? '(unknown)' : source;
}
