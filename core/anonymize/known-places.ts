/**
 * The known sources of traffic by host, host and path, app and name. It may not know a visitor's own subdomain or path:
 * what it returns stands on the list, but for the country of a host.
 */
import { KNOWN_SOURCES } from './known-sources.ts';
import { APP_SOURCES, MORE_SOURCES } from './more-sources.ts';

export type Medium = 'search' | 'social' | 'mail' | 'ai' | 'paid' | 'referral' | 'direct' | '(unknown)';

/** The source of a visit, without its host. */
export interface TrafficSource {
  readonly source: string;
  readonly medium: Medium;
}

/** The origin of a visit with its host or app, as it is kept. */
export interface Origin extends TrafficSource {
  readonly referrer: string;
}

const places = new Map<string, TrafficSource>();
/** The hosts that stand for themselves alone, without the `=` that they have on the list. */
const exact = new Map<string, TrafficSource>();
/** The hosts that have a path on the list: only there is one looked up. */
const withPath = new Set<string>();
const apps = new Map<string, TrafficSource>();
const byName = new Map<string, TrafficSource>();

/** Adds one of the lists; what stands there already takes precedence. */
function add(list: Readonly<Record<string, string>>, into: Map<string, TrafficSource>): void {
  for (const [medium, text] of Object.entries(list) as [Medium, string][]) {
    for (const line of text.split('\n')) {
      const end = line.indexOf(': ');
      const found = { source: line.slice(0, end), medium };
      for (const place of line.slice(end + 2).split(' ')) if (!into.has(place)) into.set(place, found);
      const name = found.source.toLowerCase();
      if (!byName.has(name)) byName.set(name, found);
    }
  }
}

add(MORE_SOURCES, places);
add(KNOWN_SOURCES, places);
add(APP_SOURCES, apps);
for (const [place, source] of places) {
  if (place.startsWith('=')) exact.set(place.slice(1), source);
  if (place.includes('/')) withPath.add(place.slice(0, place.indexOf('/')));
}

/** The list by host or host and path, as it is written in more-sources.ts. */
export const KNOWN_PLACES: ReadonlyMap<string, TrafficSource> = places;
/** The apps by the name of their package or bundle. */
export const KNOWN_APPS: ReadonlyMap<string, TrafficSource> = apps;
/** The sources by name, in lower case. */
export const KNOWN_NAMES: ReadonlyMap<string, TrafficSource> = byName;

/** Maximum number of labels of a host on the list, and maximum length of a path segment; the rest is not looked up. */
const MAX_LABELS = 6;
const MAX_SEGMENT_LENGTH = 64;

/** Labels before that of a country which belong to it. */
const BELOW_COUNTRY: ReadonlySet<string> = new Set(['co', 'com', 'org', 'net', 'edu', 'gov', 'ne', 'or']);
/** What a host can have before it and still be the same one. */
const SAME_HOST = /^www\d{0,2}\.(?=[^.]+\.)/;

/**
 * Returns the list's entry for a host (with its first path segments, where the list has them), or for a parent domain.
 * The host by which it is found is the listed one, with the country that it has.
 */
export function findKnownPlace(host: string, pathname: string): Origin | undefined {
  const tail = countryLength(host);
  const bare = host.startsWith('www') ? host.replace(SAME_HOST, '') : host;
  const path = pathname === '/' ? NO_PATH : firstSegments(pathname);
  for (let at = lastLabels(bare); at.includes('.'); at = parentOf(at)) {
    const isWhole = at === bare || (at.length === bare.length - 2 && bare.startsWith('m.'));
    const open = tail > 0 && at.length > tail ? `${at.slice(0, -tail)}.{}` : undefined;
    const known =
      (path.length === 0 ? undefined : (findPath(at, path) ?? findPath(open, path))) ??
      (isWhole ? (exact.get(at) ?? (open === undefined ? undefined : exact.get(open))) : undefined) ??
      places.get(at) ??
      (open === undefined ? undefined : places.get(open));
    if (known !== undefined) return { referrer: at, source: known.source, medium: known.medium };
  }
  return undefined;
}

/** Returns the length of the end that stands for a country (`.de`, `.co.uk`, `.com.br`); 0 where there is none. */
function countryLength(host: string): number {
  const end = host.length - 3;
  if (host.charAt(end) !== '.') return 0;
  const before = host.lastIndexOf('.', end - 1);
  return BELOW_COUNTRY.has(host.slice(before + 1, end)) ? host.length - before : 3;
}

/** Returns the entry of a host with the first segments of a path, the longer one first. */
function findPath(host: string | undefined, path: readonly string[]): TrafficSource | undefined {
  if (host === undefined || !withPath.has(host)) return undefined;
  return places.get(`${host}/${path.join('/')}`) ?? places.get(`${host}/${path[0] ?? ''}`);
}

const NO_PATH: readonly string[] = [];

/** Returns the first two segments of a path, as long as the list can have them, in lower case. */
function firstSegments(pathname: string): readonly string[] {
  return pathname
    .split('/', 3)
    .slice(1)
    .map((segment) => segment.slice(0, MAX_SEGMENT_LENGTH + 1).toLowerCase());
}

const parentOf = (host: string): string => host.slice(host.indexOf('.') + 1);

/** Returns the last labels of a host, as many as the list can have. */
function lastLabels(host: string): string {
  let start = host.length;
  for (let label = 0; label < MAX_LABELS && start > 0; label++) start = host.lastIndexOf('.', start - 1);
  return host.slice(start + 1);
}
