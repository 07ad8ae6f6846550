/** Node's HTTP server with limits against slow and numerous clients, and the routing. It may not log a request. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { NOT_FOUND } from '#core/collect/answers';
import type { Answer } from '#core/collect/raw-request';
import { DEMAND_PATH, isCollectorPath } from '#core/collect/routes';
import type { DemandRequest } from '#core/demand/answer-demand';
import { SILENCE_LIMIT_MS, SLOW_SENDER_LIMITS } from '#runtime/node/http-limits';
import { withinTimeLimit } from '../time-limit.ts';
import { collectRequest, type Collector } from './collect-request.ts';
import { connectionUse } from './connection-use.ts';
import { Connections } from './connections.ts';
import { isOperator } from './is-operator.ts';
import { LOOPBACK_ONLY, NOT_NOW, sendAndClose, sendAnswer } from './send-answer.ts';
import { WaitingBodies } from './waiting-bodies.ts';

/** Answers everything except the collector's own routes. */
export interface Pages {
  /** The demand for topics. @default the path is not found */
  readonly demand?: (request: DemandRequest) => Answer;
  /** Public pages; undefined for an unknown path. */
  readonly open: (path: string, acceptEncoding: string | undefined) => Answer | undefined;
  /** The operator's pages: called only for clients on the machine itself. */
  readonly operator: (method: string, path: string) => (() => Promise<Answer | undefined>) | undefined;
}

/** Time limit of an answer to the operator. The engine may be busy or gone: then the client is asked to retry. */
const OPERATOR_LIMIT_MS = 30_000;

/** The load that senders put on the server's memory and descriptors. */
export interface ServerLoad {
  readonly bodies: WaitingBodies;
  readonly connections: Connections;
}

/** Creates the limits on bodies and connections of one server. */
export function createServerLoad(): ServerLoad {
  const bodies = new WaitingBodies();
  return { bodies, connections: new Connections(() => bodies.refuseSlowest()) };
}

/** Creates a server that does not listen yet. Slow senders are cut off, and so are clients that do not read. */
export function httpServer(
  collector: Collector,
  pages: Pages,
  load: ServerLoad = createServerLoad(),
): Server {
  const server = createServer(SLOW_SENDER_LIMITS, (request, response) => {
    if (connectionUse(request.socket).closing) return void request.resume();
    load.connections.noteRequest(request.socket);
    try {
      route(collector, pages, load.bodies, request, response);
    } catch {
      // As in `judge`: an error of one request must neither end the process nor be printed.
      sendAndClose(request, response, NOT_NOW);
    }
  });
  load.connections.watch(server);
  server.timeout = SILENCE_LIMIT_MS;
  // Node silently drops headers beyond 2,000: an objection or a proxy's trace could be among them. Their total size is
  // bounded.
  server.maxHeadersCount = 0;
  return server;
}

function route(
  collector: Collector,
  pages: Pages,
  bodies: WaitingBodies,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = request.url ?? '/';
  const questionMark = url.indexOf('?');
  const path = questionMark === -1 ? url : url.slice(0, questionMark);
  const method = request.method ?? 'GET';
  if (path === DEMAND_PATH && pages.demand !== undefined) {
    const answer = pages.demand({ method, ifNoneMatch: request.headers['if-none-match'] });
    return answer.status === 405 ? sendAndClose(request, response, answer) : sendAnswer(response, answer);
  }
  if (isCollectorPath(path))
    return collectRequest(
      collector,
      bodies,
      request,
      response,
      path,
      questionMark === -1 ? '' : url.slice(questionMark + 1),
    );
  const open =
    method === 'GET' || method === 'HEAD' ? pages.open(path, request.headers['accept-encoding']) : undefined;
  if (open !== undefined) return sendAnswer(response, open);
  const operator = pages.operator(method, path);
  if (operator === undefined) return sendAndClose(request, response, NOT_FOUND);
  if (!isOperator(request)) return sendAndClose(request, response, LOOPBACK_ONLY);
  withinTimeLimit(operator(), OPERATOR_LIMIT_MS).then(
    (answer) => sendAnswer(response, answer ?? NOT_FOUND),
    () => sendAnswer(response, NOT_NOW),
  );
}
