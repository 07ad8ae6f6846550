/**
 * Derives the origin of a visit from the referrer: host or app, named source, medium. It may not keep a path, a query
 * or a person's own subdomain.
 */
import { parse } from 'tldts';
import { parseAddress } from './address.ts';
import { deriveApp, isApp } from './app-referrer.ts';
import { hostMedium } from './host-words.ts';
import { KNOWN_APPS, findKnownPlace, type Origin, type TrafficSource } from './known-places.ts';
import { findSource } from './source-name.ts';
import { isOwnHost } from '../host/own-host.ts';
import { readWebAddress } from './web-address.ts';

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

/**
 * Reads a referrer. Known hosts and apps are spelled as on the list, other apps are `(app)`. Other hosts are cut to
 * their registrable domain (ICANN section only). Addresses, single labels, ports, internal names and top-level domains
 * of no registry become `(private)`, hosts of the site `(internal)`, and unreadable referrers `(unknown)`.
 */
export function deriveOrigin(referrer: string | undefined, ownHosts: ReadonlySet<string>): Origin {
  if (referrer === undefined || referrer === '' || referrer === '-') return NONE;
  if (isApp(referrer)) return deriveApp(referrer);
  const url = referrer.length > MAX_REFERRER_LENGTH ? undefined : readWebAddress(upToPath(referrer));
  if (url === undefined) return UNREADABLE;
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (isOwnHost(ownHosts, host, url.port)) return INTERNAL;
  if (host === '') return UNREADABLE;
  const known = findKnownPlace(host, url.pathname);
  if (known !== undefined) return known;
  const app = KNOWN_APPS.get(host);
  if (app !== undefined) return { referrer: host, ...app };
  if (
    url.port !== '' ||
    host.startsWith('[') ||
    parseAddress(host) !== undefined ||
    !host.includes('.') ||
    PRIVATE_SUFFIX.test(host)
  )
    return PRIVATE;
  const { domain, isIcann, publicSuffix } = parse(host, {
    allowPrivateDomains: false,
    extractHostname: false,
  });
  if (domain === null || (isIcann !== true && publicSuffix !== DOCUMENTATION_SUFFIX)) return PRIVATE;
  return { referrer: domain, source: domain, medium: hostMedium(host, domain, url.pathname) };
}

/** Scheme, host with user and port, and as much of the path as an entry of the list can have. */
const UP_TO_PATH = /^[^:/\\?#]*:[/\\\t\n\r]*[^/\\?#]*(?:[/\\][^?#]{0,255})?/;

/** Cuts a long referrer after the part that is looked up. */
function upToPath(referrer: string): string {
  return referrer.length > 512 ? (UP_TO_PATH.exec(referrer)?.[0] ?? referrer) : referrer;
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
