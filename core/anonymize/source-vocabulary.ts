/**
 * The referrers and sources that are known before any data: the words of the list. It is separate from known-places.ts
 * so that a collector need not compute it.
 */
import { KNOWN_COUNTRY_HOSTS } from './known-countries.ts';
import { KNOWN_APPS, KNOWN_NAMES, KNOWN_PLACES, type Medium } from './known-places.ts';

/**
 * Hosts and apps to which a known referrer is reduced: a vocabulary known before the data. Of hosts in every country
 * (`pinterest.{}`) it holds those that a published list spells out.
 */
export const KNOWN_REFERRERS: readonly string[] = [
  ...new Set([
    ...[...KNOWN_PLACES.keys(), ...KNOWN_APPS.keys()]
      .map((place) => place.replace(/^=/, '').split('/', 1)[0] ?? place)
      .filter((host) => !host.endsWith('{}')),
    ...KNOWN_COUNTRY_HOSTS.split(' '),
  ]),
].toSorted();

/** Pairs of source and medium on the list: a vocabulary known before the data. */
export const KNOWN_SOURCE_MEDIA: readonly (readonly [source: string, medium: Medium])[] = [
  ...new Map(
    [...KNOWN_PLACES.values(), ...KNOWN_APPS.values(), ...KNOWN_NAMES.values()].map(({ source, medium }) => [
      `${source}\n${medium}`,
      [source, medium] as const,
    ]),
  ).values(),
].toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
