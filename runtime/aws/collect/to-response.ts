/** From an answer to a response of the HTTP API. It may not set a cookie. */
import type { Answer } from '#core/collect/raw-request';
import type { HttpResponse } from './http-event.ts';

/** Text as it is, bytes as base64; an answer to HEAD, 204 and 304 has no body. */
export function toResponse({ status, headers, body }: Answer, method: string): HttpResponse {
  const bodiless = method === 'HEAD' || status === 204 || status === 304;
  const isText = typeof body === 'string';
  return {
    statusCode: status,
    headers: { ...headers, 'x-content-type-options': 'nosniff' },
    body: bodiless ? '' : isText ? body : Buffer.from(body).toString('base64'),
    isBase64Encoded: !bodiless && !isText,
  };
}
