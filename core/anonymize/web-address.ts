/**
 * Reads the address of a page or a referrer as the URL standard does, quickly where it is of the usual kind. It may not
 * keep one.
 */

import { hasHostLength, isHostLength } from './host-name.ts';

export interface WebAddress {
  /** With its colon. */
  readonly protocol: string;
  /** Host name and, where it is not the protocol's own, port. */
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  /** With its question mark; empty where there is no query. */
  readonly search: string;
}

/**
 * Letters, digits and signs that the standard leaves as they are; the host a lower-case name that ends in letters, so
 * no number.
 */
const USUAL =
  /^(https?:)\/\/((?:[a-z0-9-]+\.)+[a-z]{2,})(\/[\w\-.~!$&()*+,;=:@/]*)?(\?[\w\-.~!$&()*+,;=:@/?%]+)?(?:#.*)?$/;

/**
 * The parts of an absolute address as `new URL` gives them; undefined where that throws, or the host is longer than a
 * host can be. Most addresses need no more than taking apart, which is a third of the work; punycode, dot segments and
 * whatever else is changed goes to URL.
 */
export function readWebAddress(text: string): WebAddress | undefined {
  const usual = USUAL.exec(text);
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
  try {
    const url = new URL(text);
    return isHostLength(url.hostname) ? url : undefined;
  } catch {
    return undefined;
  }
}
