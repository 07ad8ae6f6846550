/**
 * Node's HTTP server for the register: slow senders are cut off, and a body is cut at its limit. It logs no request.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AnswerRequest } from '#runtime/node/register/http/register-app';

/** More than the register reads, so that it can answer 413. */
const MAX_BODY_BYTES = 80_000;
const SILENCE_LIMIT_MS = 60_000;
/** Headers that the register reads. What else a browser says of itself is not even passed on. */
const HEADERS = ['accept-language', 'content-length', 'content-type', 'origin'] as const;

/** Creates a server that does not listen yet. */
export function registerServer(answer: AnswerRequest): Server {
  const server = createServer(
    {
      keepAliveTimeout: 30_000,
      headersTimeout: 5_000,
      requestTimeout: 20_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => {
      answerTo(request, response, answer).catch(() => response.destroy());
    },
  );
  server.timeout = SILENCE_LIMIT_MS;
  return server;
}

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  answer: AnswerRequest,
): Promise<void> {
  const { body, isWhole } = await readBody(request);
  const reply = await answer(requestOf(request, body));
  const headers = Object.fromEntries(reply.headers);
  // What a client still sends of an oversized body is not read: the connection ends with the answer.
  if (!isWhole) headers['connection'] = 'close';
  const bytes = Buffer.from(await reply.arrayBuffer());
  response.writeHead(reply.status, headers);
  response.end(request.method === 'HEAD' ? undefined : bytes, () => {
    if (!isWhole) request.destroy();
  });
}

function requestOf(request: IncomingMessage, body: Buffer<ArrayBuffer>): Request {
  const headers = new Headers();
  for (const name of HEADERS) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const method = request.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(urlOf(request), { method, headers, ...(hasBody ? { body } : {}) });
}

/** The host of a request decides nothing: links name the configured address. */
function urlOf({ url = '/' }: IncomingMessage): string {
  const path = url.startsWith('/') ? url : '/';
  return URL.canParse(`http://register.invalid${path}`)
    ? `http://register.invalid${path}`
    : 'http://register.invalid/';
}

function readBody(
  request: IncomingMessage,
): Promise<{ readonly body: Buffer<ArrayBuffer>; readonly isWhole: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      if (length > MAX_BODY_BYTES) return;
      chunks.push(chunk);
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) return;
      request.pause();
      resolve({ body: Buffer.concat(chunks), isWhole: false });
    });
    request.on('end', () => resolve({ body: Buffer.concat(chunks), isWhole: true }));
    request.on('error', reject);
  });
}
