/**
 * Derives the origin of a visit from the referrer: host, named source, medium. It may not keep a path, a query or a
 * person's own subdomain.
 */
import { parse } from 'tldts';
import { KNOWN_SOURCES } from './known-sources.ts';
import { MORE_SOURCES } from './more-sources.ts';
import { parseAddress } from './address.ts';
import { readWebAddress } from './web-address.ts';

export type Medium = 'search' | 'social' | 'mail' | 'ai' | 'paid' | 'referral' | 'direct' | '(unknown)';

export interface Origin {
  readonly referrer: string;
  readonly source: string;
  readonly medium: Medium;
}

const MEDIA: Readonly<Record<string, Medium>> = {
  search: 'search',
  social: 'social',
  email: 'mail',
  mail: 'mail',
  paid: 'paid',
  ai: 'ai',
};
const NONE: Origin = { referrer: '(none)', source: '(none)', medium: 'direct' };
const INTERNAL: Origin = { referrer: '(internal)', source: '(unknown)', medium: '(unknown)' };
const PRIVATE: Origin = { referrer: '(private)', source: '(private)', medium: 'referral' };
const UNREADABLE: Origin = { referrer: '(unknown)', source: '(unknown)', medium: '(unknown)' };
const PRIVATE_SUFFIX = /(^|\.)(local|localhost|lan|internal|intranet|corp|home|localdomain|home\.arpa)$/;

/** A top-level domain on no list of registries, which no network uses (RFC 2606). */
const DOCUMENTATION_SUFFIX = 'example';

/**
 * Maximum length in characters. Browsers reduce a longer referrer to its origin (W3C Referrer Policy, "Determine
 * request's Referrer").
 */
const MAX_REFERRER_LENGTH = 4096;

/** The origin of a visit, without its host. */
export interface TrafficSource {
  readonly source: string;
  readonly medium: Medium;
}

const places = new Map<string, TrafficSource>();
for (const [medium, source, list] of [...KNOWN_SOURCES, ...MORE_SOURCES]) {
  for (const place of list.split(' ')) places.set(place, { source, medium: MEDIA[medium] ?? 'referral' });
}

/**
 * Reads a referrer. Known hosts are spelled as on the list. Others are cut to their registrable domain (ICANN section
 * only). Addresses, single labels, ports, internal names and top-level domains of no registry become `(private)`, hosts
 * of the site `(internal)`, and unreadable referrers `(unknown)`.
 */
export function deriveOrigin(referrer: string | undefined, ownHosts: ReadonlySet<string>): Origin {
  if (referrer === undefined || referrer === '' || referrer === '-') return NONE;
  const url = referrer.length > MAX_REFERRER_LENGTH ? undefined : readWebAddress(upToPath(referrer));
  if (url === undefined) return UNREADABLE;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (ownHosts.has(host) || ownHosts.has(url.host.toLowerCase())) return INTERNAL;
  if (host === '') return UNREADABLE;
  if (
    url.port !== '' ||
    host.startsWith('[') ||
    parseAddress(host) !== undefined ||
    !host.includes('.') ||
    PRIVATE_SUFFIX.test(host)
  )
    return PRIVATE;
  const known = knownPlace(host, url.pathname);
  if (known !== undefined) return known;
  const { domain, isIcann, publicSuffix } = parse(host, {
    allowPrivateDomains: false,
    extractHostname: false,
  });
  if (domain === null || (isIcann !== true && publicSuffix !== DOCUMENTATION_SUFFIX)) return PRIVATE;
  return { referrer: domain, source: domain, medium: 'referral' };
}

/** Scheme, host with user and port, and as much of the path as an entry of the list can have. */
const UP_TO_PATH = /^[^:/\\?#]*:[/\\\t\n\r]*[^/\\?#]*(?:[/\\][^?#]{0,255})?/;

/** Cuts a long referrer after the part that is looked up. */
function upToPath(referrer: string): string {
  return referrer.length > 512 ? (UP_TO_PATH.exec(referrer)?.[0] ?? referrer) : referrer;
}

/** Maximum number of labels of a host on the list, and maximum length of a path segment; the rest is not looked up. */
const MAX_LABELS = 6;
const MAX_SEGMENT_LENGTH = 64;

/**
 * Returns the list's entry for a host (with its first path segments, where the list has them), or for a parent domain.
 */
function knownPlace(host: string, pathname: string): Origin | undefined {
  const path =
    pathname === '/'
      ? []
      : pathname
          .split('/', 3)
          .slice(1)
          .map((segment) => segment.slice(0, MAX_SEGMENT_LENGTH + 1).toLowerCase());
  for (let at = lastLabels(host); at.includes('.'); at = at.slice(at.indexOf('.') + 1)) {
    for (let depth = path.length; depth >= 0; depth--) {
      const place = depth === 0 ? at : `${at}/${path.slice(0, depth).join('/')}`;
      const known = places.get(place);
      if (known !== undefined) return { referrer: at, ...known };
    }
  }
  return undefined;
}

/** Returns the last labels of a host, as many as the list can have. */
function lastLabels(host: string): string {
  let start = host.length;
  for (let label = 0; label < MAX_LABELS && start > 0; label++) start = host.lastIndexOf('.', start - 1);
  return host.slice(start + 1);
}

const byName = new Map<string, TrafficSource>();
const bySqueezedName = new Map<string, TrafficSource>();
for (const [medium, source] of [...KNOWN_SOURCES, ...MORE_SOURCES]) {
  const key = source.toLowerCase();
  if (!byName.has(key) || medium === 'ai') byName.set(key, { source, medium: MEDIA[medium] ?? 'referral' });
}
for (const [name, place] of byName) {
  const key = squeeze(name);
  if (!bySqueezedName.has(key)) bySqueezedName.set(key, place);
}

/** Reduces a name to letters and digits: `Product Hunt`, `product-hunt` and `producthunt` are the same. */
function squeeze(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Maximum length of a name or host on the list. */
const MAX_TAG_LENGTH = 64;

/**
 * Finds the known source that a tag names, by its name (`google`, `hacker-news`) or by one of its hosts
 * (`chatgpt.com`).
 */
export function findSource(tag: string): TrafficSource | undefined {
  if (tag.length > MAX_TAG_LENGTH) return undefined;
  const word = tag.toLowerCase();
  return byName.get(word) ?? places.get(word) ?? bySqueezedName.get(squeeze(word));
}

/** `host`, `host/path?query` or an address; nothing before an `@`, which could be a person's name. */
const HOST = /^(?:https?:\/\/)?[^\s/?#@:]+\.[^\s/?#@:]+(?:[/?#].*)?$/i;

/**
 * Finds a known source, or any host that a referrer would be reduced to; undefined where the tag names neither, or the
 * site itself.
 */
export function findPlace(tag: string, ownHosts: ReadonlySet<string>): TrafficSource | undefined {
  const known = findSource(tag);
  if (known !== undefined || !HOST.test(tag)) return known;
  const origin = deriveOrigin(/^https?:/i.test(tag) ? tag : `https://${tag}`, ownHosts);
  return origin.source.startsWith('(') ? undefined : { source: origin.source, medium: origin.medium };
}

/** The list itself, by host or host and path. */
export const KNOWN_PLACES: ReadonlyMap<string, TrafficSource> = places;
/** The list by name, in lower case. */
export const KNOWN_NAMES: ReadonlyMap<string, TrafficSource> = byName;
