/** A site with the tracker on its pages, and a collector that only records events. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const TRACKER = readFileSync(resolve(import.meta.dirname, '../../dist/tracker/headcount.js'));

export interface Recorded {
  readonly event: Record<string, unknown> & {
    readonly name: string;
    readonly id: string;
    readonly url: string;
  };
  readonly headers: IncomingHttpHeaders;
}

export interface SitePage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export class RecordingServer {
  readonly received: Recorded[] = [];
  /** Statuses of the next answers; 202 once it is empty. */
  readonly answers: number[] = [];
  readonly #pages = new Map<string, SitePage>();
  readonly #server = createServer((request, response) => this.#handle(request, response));
  #waiting: (() => void)[] = [];
  #marks = new Set<string>();

  async listen(): Promise<void> {
    await new Promise<void>((done) => {
      this.#server.listen(0, '127.0.0.1', done);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  forget(): void {
    this.received.length = 0;
    this.answers.length = 0;
  }

  page(
    path: string,
    body: string,
    options: {
      readonly head?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly script?: string;
    } = {},
  ): void {
    const script = options.script ?? '<script defer src="/headcount.js" data-site="test"></script>';
    this.#pages.set(path, {
      html: `<!doctype html><html><head><title>t</title><link rel="icon" href="data:,">${options.head ?? ''}${script}</head><body>${body}</body></html>`,
      ...(options.headers === undefined ? {} : { headers: options.headers }),
    });
  }

  names(): string[] {
    return this.received.map(({ event }) => event.name);
  }

  /** Resolves once this many events have arrived. */
  async count(least: number): Promise<readonly Recorded[]> {
    while (this.received.length < least)
      await new Promise<void>((done) => {
        this.#waiting.push(done);
      });
    return this.received;
  }

  /** Resolves once the page has requested `/mark/NAME`: everything it sent before has arrived. */
  async mark(name: string): Promise<void> {
    while (!this.#marks.has(name))
      await new Promise<void>((done) => {
        this.#waiting.push(done);
      });
    this.#marks.delete(name);
  }

  #handle(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse): void {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    if (request.method === 'POST' && path === '/v1/events') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.received.push({ event: JSON.parse(Buffer.concat(chunks).toString()), headers: request.headers });
        response
          .writeHead(this.answers.shift() ?? 202, { 'content-type': 'application/json' })
          .end('{"accepted":1,"dropped":[],"rejected":[]}');
        this.#wake();
      });
      return;
    }
    if (path.startsWith('/mark/')) {
      this.#marks.add(path.slice(6));
      response.writeHead(204).end();
      this.#wake();
      return;
    }
    if (path === '/headcount.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(TRACKER);
    const page = this.#pages.get(path);
    response
      .writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html', ...page?.headers })
      .end(page?.html ?? 'not here');
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const done of waiting) done();
  }
}
