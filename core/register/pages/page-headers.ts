/** The headers of every answer below /register/ that is a page. */

/**
 * Nothing but the style sheet and forms to the same origin: no script, no image, no frame, no other base. A page with
 * somebody's details is kept in no cache, and its address, which may be a link of a mail, is told to nobody.
 */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};
