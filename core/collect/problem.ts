/** Problem details (RFC 9457). It may not hold a word that the sender sent. */
import type { Answer } from './raw-request.ts';

/** Returns an `application/problem+json` answer; `detail` says what to do about it. */
export function problem(
  status: number,
  title: string,
  detail: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...extraHeaders },
    body: JSON.stringify({ type: 'about:blank', title, status, detail }),
  };
}
