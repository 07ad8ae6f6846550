/**
 * The referrers and sources that are known before any data: the words of the list. It is separate from referrer.ts so
 * that a collector need not compute it.
 */
import { KNOWN_NAMES, KNOWN_PLACES, type Medium } from './referrer.ts';

/** Hosts to which a known referrer is reduced: a vocabulary known before the data. */
export const KNOWN_REFERRERS: readonly string[] = [
  ...new Set([...KNOWN_PLACES.keys()].map((place) => place.split('/', 1)[0] ?? place)),
].toSorted();

/** Pairs of source and medium on the list: a vocabulary known before the data. */
export const KNOWN_SOURCE_MEDIA: readonly (readonly [source: string, medium: Medium])[] = [
  ...new Map(
    [...KNOWN_PLACES.values(), ...KNOWN_NAMES.values()].map(({ source, medium }) => [
      `${source}\n${medium}`,
      [source, medium] as const,
    ]),
  ).values(),
].toSorted(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
