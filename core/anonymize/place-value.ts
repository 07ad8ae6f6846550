/**
 * The values of properties that name a host, a file, a page or an address: a host is cut as a referrer's is, and what
 * the site's lists make of a page they make of it here, too. It may not keep a query.
 */
import type { CompiledSite } from '../config/compile.ts';
import { isOwnHost } from '../host/own-host.ts';
import { pageInstead } from './listed-page.ts';
import { findMask } from './mask.ts';
import { normalPath } from './normal-path.ts';
import { pagePath } from './path.ts';
import type { PathRules } from './path-rules.ts';
import { deriveOrigin } from './referrer.ts';
import { scrubPlace } from './scrub-place.ts';
import { readWebAddress, type WebAddress } from './web-address.ts';

const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:)?\/\//i;
/** Ports that an address without a scheme may name, although they are default ones. */
const DEFAULT_PORT = /^([^/?#]*):(?:80|443)(?=$|[/?#])/;

/** Returns the host of an outbound link, or of a whole address, as a referrer is kept; `(unknown)` where it is none. */
export function deriveHost(text: string, ownHosts: ReadonlySet<string>): string {
  const host = text.trim();
  const address = ADDRESS.test(host) ? withScheme(host) : `https://${host.replace(DEFAULT_PORT, '$1')}`;
  return deriveOrigin(address, ownHosts).referrer;
}

/**
 * Returns an open value. A path or an address of the site is masked and folded as a page is; another address keeps its
 * host as a referrer does, and its scrubbed path. `isFile`: the value is the path of a file or a missing page in any
 * case, in the spelling of pages.
 */
export function derivePlace(text: string, isFile: boolean, site: CompiledSite): string {
  if (!isFile && !text.includes('/') && !text.startsWith('\\')) return scrubPlace(text);
  const address = ADDRESS.test(text) ? readWebAddress(withScheme(text)) : undefined;
  const isOwn = address !== undefined && isOwnHost(site.hosts, address.hostname, address.port);
  if (ADDRESS.test(text) && !isOwn) {
    // Two slashes may also begin a path.
    const mask = text.startsWith('//') ? findMask(pagePath(text, site.pathRules), site.masks) : undefined;
    if (mask !== undefined) return mask.page;
    if (!isFile || !text.startsWith('//')) return scrubPlace(foreignPlace(address, site));
  }
  const value = isOwn ? address.pathname : text;
  const isPath = /^[/\\]/.test(value);
  const instead = isPath || isFile ? insteadOf(value, isPath, site) : undefined;
  return instead ?? scrubPlace(isOwn || isFile ? spellPath(value, site.pathRules) : value);
}

/** Returns the host of an address as it is kept, and its path. */
function foreignPlace(address: WebAddress | undefined, site: CompiledSite): string {
  if (address === undefined) return '(unknown)';
  const host = deriveHost(`${address.protocol}//${address.host}/`, site.hosts);
  const path = normalPath(address.pathname, site.pathRules);
  return `//${host}${path === '/' ? '' : path}`;
}

function withScheme(address: string): string {
  return address.startsWith('//') ? `https:${address}` : address;
}

/** Only what is a path in any case is folded without a slash before it: other words name no page. */
function insteadOf(value: string, isPath: boolean, site: CompiledSite): string | undefined {
  if (site.masks.length === 0 && !site.foldsUnlisted) return undefined;
  const page = pagePath(isPath ? value : `/${value}`, site.pathRules);
  return pageInstead(page, page.path, site);
}

/** Returns a path of a file or a missing page in the spelling of pages: browsers send it decoded, logs do not. */
export function spellPath(text: string, rules: PathRules): string {
  return text.startsWith('/') ? normalPath(text.split(/[?#]/, 1)[0] ?? '', rules) : text;
}
