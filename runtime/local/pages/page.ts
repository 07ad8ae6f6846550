/** What a page of the local server is, and the headers that every one carries. It may not know a page. */

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/**
 * Nothing from elsewhere, no inline script or style, no frames around it: the collector is the only thing a page may
 * talk to.
 */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src " +
  "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** A response of a media type, never cached: the pages are for one machine, and an upgrade must show at once. */
export function page(status: number, type: string, body: string | Uint8Array): PageResponse {
  return {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cache-control': 'no-cache',
    },
    body,
  };
}
