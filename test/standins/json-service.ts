/** A local endpoint of AWS's JSON protocols that can fail in every way a network does. */
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** The fate of one call. `lost` faults come after the service has acted: the caller cannot know. */
export type Fault =
  | { readonly kind: 'error'; readonly status: number; readonly type: string }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' | 'silent' }
  | { readonly kind: 'lost-reset' | 'lost-silent' | 'lost-garbage' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'partial'; readonly share: number };

/** An answer of the service, or its refusal. */
export type Answered =
  | { readonly ok: object }
  | { readonly refused: { readonly status: number; readonly type: string; readonly body?: object } };
export interface Call {
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly fault: Fault | undefined;
}
/** The service itself. */
export type Act = (call: Call) => Answered | Promise<Answered>;

export class JsonService {
  /** Called before each call; undefined lets it through. */
  fault: (operation: string) => Fault | undefined = () => undefined;
  /** Everything that was sent: headers and body of each call. */
  readonly sent: string[] = [];
  calls = 0;
  readonly #act: Act;
  readonly #server: Server;

  constructor(act: Act) {
    this.#act = act;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          void this.#call(request, Buffer.concat(chunks).toString(), response);
        });
    });
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }

  async #call(request: IncomingMessage, body: string, response: ServerResponse): Promise<void> {
    this.calls += 1;
    this.sent.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const fault = this.fault(operation);
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'html') {
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>bad gateway</html>');
      return;
    }
    if (fault?.kind === 'error') {
      this.#refuse(response, fault.status, fault.type, body);
      return;
    }
    const answered = await this.#act({ operation, headers: request.headers, body, fault });
    if (fault?.kind === 'lost-silent') return;
    if (fault?.kind === 'lost-reset') {
      request.socket.resetAndDestroy();
      return;
    }
    if (fault?.kind === 'lost-garbage') {
      response.writeHead(200).end('{"Requ');
      return;
    }
    const answer = () => {
      if ('ok' in answered)
        response
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
          .end(JSON.stringify(answered.ok));
      else
        this.#refuse(response, answered.refused.status, answered.refused.type, body, answered.refused.body);
    };
    if (fault?.kind === 'slow') setTimeout(answer, fault.ms);
    else answer();
  }

  /** Real services quote the request in their messages, and so does this one. */
  #refuse(response: ServerResponse, status: number, type: string, sent: string, more: object = {}): void {
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify({ __type: `com.amazonaws.service#${type}`, message: `refused: ${sent}`, ...more }));
  }
}

/** A service that passes each call on to another endpoint unchanged, and returns its answer. */
export function inFrontOf(endpoint: string): JsonService {
  return new JsonService(async ({ headers, body }) => {
    const answer = await fetch(endpoint, {
      method: 'POST',
      body,
      headers: {
        'content-type': headers['content-type'] ?? '',
        'x-amz-target': String(headers['x-amz-target']),
        authorization: headers.authorization ?? '',
        'x-amz-date': String(headers['x-amz-date']),
      },
    });
    const json = (await answer.json()) as { readonly __type?: string };
    return answer.ok
      ? { ok: json }
      : {
          refused: {
            status: answer.status,
            type: String(json['__type']).split('#').at(-1) ?? '',
            body: json,
          },
        };
  });
}
