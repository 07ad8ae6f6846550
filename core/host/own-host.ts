/** Whether a host is one of a site's. It may not know the site. */
import { readUrl } from '../read-url.ts';
import { plainHostname } from './host-spelling.ts';

/**
 * Whether hosts in their one spelling name this one, with its port or for every port. `port` is empty for the default
 * one, and undefined where nothing says which: then a host that is listed with a port is one of the site's, too.
 */
export function isOwnHost(hosts: ReadonlySet<string>, hostname: string, port: string | undefined): boolean {
  if (hosts.has(hostname)) return true;
  const name = hostname.endsWith('.') ? plainHostname(hostname) : hostname;
  if (hosts.has(name)) return true;
  if (port !== undefined) return port !== '' && hosts.has(`${name}:${port}`);
  for (const host of hosts) if (host.startsWith(`${name}:`)) return true;
  return false;
}

/** Names that need no parsing: what browsers and servers write. */
const USUAL = /^[a-z0-9.-]+$/;

/** Returns the host name that a log holds, without a port, in the one spelling; unreadable ones stay as they are. */
export function loggedHostname(host: string): string {
  if (USUAL.test(host)) return host.endsWith('.') ? plainHostname(host) : host;
  const url = readUrl(`https://${host}/`);
  return url === undefined ? host : plainHostname(url.hostname);
}
