/**
 * Detects requests that a browser made in advance, before anybody saw the page. It may not read anything else of the
 * headers.
 */

/**
 * The headers by which browsers say so: `Sec-Purpose` (Fetch standard: `prefetch`, `prefetch;prerender`,
 * `prefetch;anonymous-client-ip`), `Purpose` (Chrome, Safari: `prefetch`, `preview`), `X-Moz` (Firefox: `prefetch`) and
 * `X-Purpose` (Safari: `preview`).
 */
export const PURPOSE_HEADERS = ['sec-purpose', 'purpose', 'x-moz', 'x-purpose'] as const;

/** Maximum length that is read; browsers send some thirty characters. */
const MAX_HEADER_LENGTH = 128;
const IN_ADVANCE = /\b(?:prefetch|prerender|preview)\b/i;

/**
 * Whether a purpose is one of loading in advance; false where there is none. Such a request is no view, whatever asked
 * for it: it is counted as `bot`, as a request that a program made by itself.
 */
export function isPrefetchPurpose(purpose: string | undefined): boolean {
  return purpose !== undefined && IN_ADVANCE.test(purpose.slice(0, MAX_HEADER_LENGTH));
}

/** Whether any header of a request says that it was made in advance. */
export function isPrefetch(header: (name: string) => string | undefined): boolean {
  return PURPOSE_HEADERS.some((name) => isPrefetchPurpose(header(name)));
}
