/** Which origins may post to the register: its own, and those that register.json lists. */
import { plainOrigin } from '#core/root-stop';
import type { RegisterContext } from '#core/register/register-context';

/** Whether a browser says that the request comes from a page of another origin. A request without one is accepted. */
export function isForeign(request: Request, context: RegisterContext): boolean {
  const origin = request.headers.get('Origin');
  return origin !== null && !isListed(origin, context);
}

/**
 * As `isForeign`, for what a hosted page posts: these pages have `Referrer-Policy: no-referrer`, with which browsers
 * send `Origin: null` even to the page's own origin (Fetch, "append a request `Origin` header"). Whether the page is of
 * this origin, they say in `Sec-Fetch-Site`.
 */
export function isForeignForm(request: Request, context: RegisterContext): boolean {
  if (request.headers.get('Origin') !== 'null') return isForeign(request, context);
  return (request.headers.get('Sec-Fetch-Site') ?? 'same-origin') !== 'same-origin';
}

/** Returns the headers by which a browser lets a listed origin read the answer; none for others. */
export function corsHeaders(request: Request, context: RegisterContext): Readonly<Record<string, string>> {
  const origin = request.headers.get('Origin');
  if (origin === null || !isListed(origin, context)) return { Vary: 'Origin' };
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Methods': 'GET, POST',
    // Any: tools for errors and traces add theirs to each `fetch` of a page.
    'Access-Control-Allow-Headers': '*, Content-Type',
    'Access-Control-Max-Age': '86400',
  };
}

function isListed(origin: string, { url, register }: RegisterContext): boolean {
  return (
    origin === new URL(url).origin ||
    [origin, plainOrigin(origin)].some((one) => register.config.origins.includes(one))
  );
}
