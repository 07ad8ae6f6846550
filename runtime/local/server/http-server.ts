/** Node's own HTTP server with bounds against slow and many clients, and the table of routes. It may not log a request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { NOT_FOUND } from '#core/collect/answers';
import type { Answer } from '#core/collect/raw-request';
import { withinTimeLimit } from '../time-limit.ts';
import { collectRequest, type Collector } from './collect-request.ts';
import { isOperator } from './is-operator.ts';
import { LOOPBACK_ONLY, NOT_NOW, sendAndClose, sendAnswer } from './send-answer.ts';

/** What answers everything but the collector's own routes. */
export interface Pages {
  /** What anybody may GET; undefined where the path is not known. */
  readonly open: (path: string) => Answer | undefined;
  /** The operator's pages: called only for peers on the machine itself. */
  readonly operator: (method: string, path: string) => (() => Promise<Answer | undefined>) | undefined;
}

/** The engine may be busy or gone: whoever asked is told to ask again. */
const OPERATOR_LIMIT_MS = 30_000;

/** A server that does not listen yet. Slow senders are cut off; a connection costs kilobytes, so there is a most of them. */
export function httpServer(collector: Collector, pages: Pages): Server {
  const server = createServer(
    {
      keepAliveTimeout: 30_000,
      headersTimeout: 5_000,
      requestTimeout: 20_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16_384,
    },
    (request, response) => route(collector, pages, request, response),
  );
  server.maxConnections = 10_000;
  // Node drops what comes after 2,000 headers and says nothing: an objection or a proxy's trace could be among it. The size is bounded.
  server.maxHeadersCount = 0;
  return server;
}

function route(collector: Collector, pages: Pages, request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark === -1 ? url : url.slice(0, mark);
  if (path.startsWith('/v1/'))
    return collectRequest(collector, request, response, path, mark === -1 ? '' : url.slice(mark + 1));
  const method = request.method ?? 'GET';
  const open = method === 'GET' || method === 'HEAD' ? pages.open(path) : undefined;
  if (open !== undefined) return sendAnswer(response, open);
  const operator = pages.operator(method, path);
  if (operator === undefined) return sendAndClose(request, response, NOT_FOUND);
  if (!isOperator(request)) return sendAndClose(request, response, LOOPBACK_ONLY);
  withinTimeLimit(operator(), OPERATOR_LIMIT_MS).then(
    (answer) => sendAnswer(response, answer ?? NOT_FOUND),
    () => sendAnswer(response, NOT_NOW),
  );
}
