/**
 * What referrers and sources can be before any data is seen: the list's own words. Apart from referrer.ts, so that a
 * collector need not make it.
 */
import { KNOWN_NAMES, KNOWN_PLACES, type Medium } from './referrer.ts';

/** Hosts that a referrer on the list is kept as: a vocabulary known before the data. */
export const KNOWN_REFERRERS: readonly string[] = [
  ...new Set([...KNOWN_PLACES.keys()].map((place) => place.split('/', 1)[0] ?? place)),
].toSorted();

/** Pairs of source and medium that the list gives: a vocabulary known before the data. */
export const KNOWN_SOURCE_MEDIA: readonly (readonly [source: string, medium: Medium])[] = [
  ...new Map(
    [...KNOWN_PLACES.values(), ...KNOWN_NAMES.values()].map(({ source, medium }) => [
      `${source}\n${medium}`,
      [source, medium] as const,
    ]),
  ).values(),
].toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
