/**
 * Stands in, on loopback, for the services in front of the functions on AWS: the HTTP API as payload format 2.0 (API
 * Gateway developer guide, "Lambda proxy integrations"), and Lambda's Invoke (Lambda API reference). It is a shim: it
 * has no throttles, quotas or CORS of its own, and a caller may name its own address in X-Forwarded-For.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpResponse } from '#runtime/aws/collect/http-event';
import type { LambdaFunction } from '../../standins/lambda/runtime-api.ts';

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export interface FrontDoorOptions {
  readonly collector: () => Promise<LambdaFunction>;
  /** Returns a function by its name. */
  readonly named: (name: string) => Promise<LambdaFunction>;
}

export class FrontDoor {
  readonly #options: FrontDoorOptions;
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(options: FrontDoorOptions) {
    this.#options = options;
  }

  async open(): Promise<this> {
    await new Promise<void>((listening) => {
      this.#server.listen(0, '127.0.0.1', listening);
    });
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const name = INVOKE.exec(request.url ?? '')?.[1];
    if (name !== undefined) return this.#invoke(decodeURIComponent(name), body, response);
    const invoked = await (await this.#options.collector()).invoke(httpEvent(request, body));
    if (!('result' in invoked))
      return void response.writeHead(500).end('{"message":"Internal Server Error"}');
    const { statusCode, headers, body: answer, isBase64Encoded } = invoked.result as HttpResponse;
    response.writeHead(statusCode, headers).end(Buffer.from(answer, isBase64Encoded ? 'base64' : 'utf8'));
  }

  async #invoke(name: string, body: Buffer, response: ServerResponse): Promise<void> {
    const invoked = await (await this.#options.named(name)).invoke(JSON.parse(body.toString()));
    const failed = 'error' in invoked;
    response
      .writeHead(200, {
        'content-type': 'application/json',
        ...(failed ? { 'x-amz-function-error': 'Unhandled' } : {}),
      })
      .end(JSON.stringify(failed ? invoked.error : invoked.result));
  }
}

function httpEvent(request: IncomingMessage, body: Buffer): object {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : value,
    ]),
  );
  const sourceIp = headers['x-forwarded-for'] ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...headers, 'x-forwarded-for': sourceIp },
    requestContext: {
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp,
        userAgent: headers['user-agent'],
      },
      requestId: 'r',
      stage: '$default',
    },
    ...(body.length === 0 ? {} : { body: body.toString('base64') }),
    isBase64Encoded: body.length > 0,
  };
}
