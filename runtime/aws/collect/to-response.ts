/** Converts an answer to a response of the HTTP API. It may not set a cookie. */
import type { Answer } from '#core/collect/raw-request';
import type { HttpResponse } from './http-event.ts';

/** Converts an answer: text unchanged, bytes as base64; answers to HEAD, 204 and 304 have no body. */
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
