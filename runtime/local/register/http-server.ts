/**
 * Node's HTTP server for the register: slow senders are cut off, and a body is cut at its limit. It logs no request.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { OperatorError } from '#core/operator-error';
import { lingerAfterAnswer, SILENCE_LIMIT_MS, SLOW_SENDER_LIMITS } from '#runtime/node/http-limits';
import type { AnswerRequest } from '#runtime/node/register/http/register-app';
import { isRefusedMethod, MAX_BODY_BYTES, requestOf } from '#runtime/node/register/http/request-of';

/** Creates a server that does not listen yet. */
export function registerServer(answer: AnswerRequest): Server {
  const server = createServer(SLOW_SENDER_LIMITS, (request, response) => {
    answerTo(request, response, answer).catch(() => response.destroy());
  });
  server.timeout = SILENCE_LIMIT_MS;
  return server;
}

/** The register cannot listen where it was told to. */
export class ListenError extends OperatorError {
  override readonly name = 'ListenError';
}

/** Resolves when the server listens. Rejects with a ListenError that says what to do. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    const remedy = LISTEN_REMEDIES[(error as NodeJS.ErrnoException).code ?? ''];
    throw remedy === undefined ? error : new ListenError(`port ${port} of ${host} ${remedy}`);
  }
}

const LISTEN_REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what listens there, or choose another with --port',
  EACCES: 'is not for this user: choose one above 1023 with --port, and put a proxy in front',
  EADDRNOTAVAIL: 'is no address of this machine: choose another with --host',
  ENOTFOUND: 'is no address of this machine: choose another with --host',
};

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  answer: AnswerRequest,
): Promise<void> {
  const { method = 'GET', url = '/', headers: sent } = request;
  if (isRefusedMethod(method)) return void response.writeHead(405, { allow: 'GET, HEAD, POST' }).end();
  const { body, isWhole } = await readBody(request);
  const header = (name: string) => {
    const value = sent[name];
    return typeof value === 'string' ? value : undefined;
  };
  const reply = await answer(requestOf({ method, target: url, header, body }));
  const headers = Object.fromEntries(reply.headers);
  const bytes = Buffer.from(await reply.arrayBuffer());
  // The connection ends with the answer to an oversized body.
  if (!isWhole) {
    headers['connection'] = 'close';
    lingerAfterAnswer(request);
  }
  response.writeHead(reply.status, headers);
  response.end(method === 'HEAD' ? undefined : bytes);
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
