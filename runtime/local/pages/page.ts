/** A page of the local server, and the headers of every page. */

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** Nothing from other origins, no inline script or style, no frames: a page may contact the collector only. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src " +
  "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * Creates a response of a media type. It is never cached: the pages are for one machine, and an upgrade must show at
 * once.
 */
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
