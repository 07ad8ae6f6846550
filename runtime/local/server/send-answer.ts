/** Sends answers. No answer sets a cookie or names the program. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '#core/collect/raw-request';
import { problem } from '#core/collect/problem';
import { lingerAfterAnswer } from '#runtime/node/http-limits';
import { connectionUse } from './connection-use.ts';

/**
 * Headers in the form that Node writes fastest: name and value alternating. The collector returns the same objects
 * again and again.
 */
const flattened = new WeakMap<Answer['headers'], readonly string[]>();

function flat(headers: Answer['headers']): readonly string[] {
  let list = flattened.get(headers);
  if (list === undefined) {
    const entries = Object.entries(headers).filter(
      ([name]) => name.toLowerCase() !== 'x-content-type-options',
    );
    flattened.set(headers, (list = [...entries, ['x-content-type-options', 'nosniff']].flat()));
  }
  return list;
}

/** Sends an answer; one without a body (204, 304, HEAD) sends its headers. */
export function sendAnswer(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent || response.destroyed) return;
  connectionUse(response.req.socket).answers += 1;
  const bodiless = status === 204 || status === 304;
  const list = flat(headers);
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.writeHead(status, bodiless ? [...list] : list.concat('content-length', String(length)));
  if (bodiless || response.req.method === 'HEAD') response.end();
  else response.end(body);
}

/**
 * Answers before the whole request was read and closes the connection: further bytes are dropped until the sender
 * closes or two seconds have passed, and pipelined requests are ignored.
 */
export function sendAndClose(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  connectionUse(request.socket).closing = true;
  lingerAfterAnswer(request);
  sendAnswer(response, { ...answer, headers: { ...answer.headers, connection: 'close' } });
}

/** The answer to requests for the operator's pages from elsewhere. */
export const LOOPBACK_ONLY = problem(
  403,
  'Forbidden',
  'the live page is available to the operator only, on this machine',
);
/** The answer where a page cannot be computed at the moment. */
export const NOT_NOW = problem(503, 'Not now', 'the engine could not compute it: try again', {
  'retry-after': '5',
});
