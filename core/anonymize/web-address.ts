/**
 * Parses the address of a page or a referrer according to the URL standard, with a fast path for common ones. It may
 * not keep one.
 */

import { readUrl } from '../read-url.ts';
import { hasHostLength, isHostLength } from './host-name.ts';

export interface WebAddress {
  /** The protocol with its colon. */
  readonly protocol: string;
  /** The host name and, unless it is the default of the protocol, the port. */
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  /** The query with its question mark; empty where there is none. */
  readonly search: string;
}

/**
 * Common addresses: letters, digits and signs that the standard leaves unchanged; the host is a lower-case name that
 * ends in letters, so it is not a number.
 */
const COMMON_ADDRESS =
  /^(https?:)\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})(\/[\w\-.~!$&()*+,;=:@/]*)?(\?[\w\-.~!$&()*+,;=:@/?%]+)?(?:#.*)?$/;

/**
 * Returns the parts of an absolute address like `new URL`; undefined where that throws, or where the host is too long.
 * Most addresses only need splitting, which takes a third of the time; punycode, dot segments and anything else that
 * changes goes to URL.
 */
export function readWebAddress(text: string): WebAddress | undefined {
  const usual = COMMON_ADDRESS.exec(text);
  if (usual !== null) {
    const [, protocol, host, path, query] = usual as unknown as [
      string,
      string,
      string,
      string | undefined,
      string | undefined,
    ];
    if (!(path === undefined ? query !== undefined : path.includes('/.')) && !host.includes('xn--')) {
      if (!isHostLength(host)) return undefined;
      return { protocol, host, hostname: host, port: '', pathname: path ?? '/', search: query ?? '' };
    }
  }
  if (!hasHostLength(text)) return undefined;
  const url = readUrl(text);
  return url !== undefined && isHostLength(url.hostname) ? url : undefined;
}
