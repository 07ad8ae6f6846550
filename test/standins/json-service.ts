/** A local endpoint of AWS's JSON protocols that can fail in every way a network does. It may not know an operation. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What happens to one call. `lost` faults come after the service did what was asked: the caller cannot know. */
export type Fault =
  | { readonly kind: 'error'; readonly status: number; readonly type: string }
  | { readonly kind: 'html'; readonly status: number }
  | { readonly kind: 'reset' | 'silent' }
  | { readonly kind: 'lost-reset' | 'lost-silent' | 'lost-garbage' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'partial'; readonly share: number };

/** An answer of the service, or its refusal. */
export type Answered = { readonly ok: object } | { readonly refused: { readonly status: number; readonly type: string; readonly body?: object } };
export type Operation = (input: never, fault: Fault | undefined) => Answered;

export class JsonService {
  /** Asked before each call; undefined lets it through. */
  fault: (operation: string) => Fault | undefined = () => undefined;
  /** Everything that was sent: headers and body of each call. */
  readonly sent: string[] = [];
  calls = 0;
  readonly #operations: Readonly<Record<string, Operation>>;
  readonly #server: Server;

  constructor(operations: Readonly<Record<string, Operation>>) {
    this.#operations = operations;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('error', () => undefined);
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => this.#call(request, Buffer.concat(chunks).toString(), response));
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
    await new Promise((resolve) => { setImmediate(resolve); });
  }

  #call(request: IncomingMessage, body: string, response: ServerResponse): void {
    this.calls += 1;
    this.sent.push(`${request.url} ${JSON.stringify(request.headers)} ${body}`);
    const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const fault = this.fault(operation);
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'reset') { request.socket.resetAndDestroy(); return; }
    if (fault?.kind === 'html') { response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>bad gateway</html>'); return; }
    if (fault?.kind === 'error') { this.#refuse(response, fault.status, fault.type, body); return; }
    const act = this.#operations[operation];
    const answered: Answered = act === undefined ? { refused: { status: 400, type: 'UnknownOperationException' } } : act(JSON.parse(body) as never, fault);
    if (fault?.kind === 'lost-silent') return;
    if (fault?.kind === 'lost-reset') { request.socket.resetAndDestroy(); return; }
    if (fault?.kind === 'lost-garbage') { response.writeHead(200).end('{"Requ'); return; }
    const answer = () => {
      if ('ok' in answered) response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answered.ok));
      else this.#refuse(response, answered.refused.status, answered.refused.type, body, answered.refused.body);
    };
    if (fault?.kind === 'slow') setTimeout(answer, fault.ms);
    else answer();
  }

  /** Services quote what was sent in their messages: so does this one. */
  #refuse(response: ServerResponse, status: number, type: string, sent: string, more: object = {}): void {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify({ __type: `com.amazonaws.service#${type}`, message: `refused: ${sent}`, ...more }));
  }
}
