/** Answers of the register: pages, problems (RFC 9457) and the headers that each of them bears. */

/** A page runs no script, is framed by nobody and sends its forms to the register alone. */
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const PRIVATE = {
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** Returns an HTML page. */
export function pageAnswer(html: string, status = 200): Response {
  return new Response(html, {
    status,
    headers: { ...PRIVATE, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
  });
}

/** Returns a redirect to a page that is fetched with GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...PRIVATE, Location: location } });
}

/** Returns JSON; `headers` come on top. */
export function jsonAnswer(
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...PRIVATE, 'Content-Type': 'application/json', ...headers },
  });
}

/** Returns problem details; `detail` says what to do and repeats nothing that was sent. */
export function problemAnswer(
  status: number,
  title: string,
  detail: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response {
  return jsonAnswer({ type: 'about:blank', title, status, detail, ...more }, status, {
    'Content-Type': 'application/problem+json',
    ...headers,
  });
}
