/**
 * Sends one signed request to a service of AWS within a timeout, and returns the answer whatever its status. It does
 * not retry or log.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { endpointOverride, readIdentity, type AwsService, type Identity } from '../env.ts';
import { AwsFault } from './aws-fault.ts';
import { sign } from './sign.ts';

export interface AwsRequest {
  /** As the request is signed. */
  readonly service: AwsService;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Encoded, with its query. */
  readonly path: string;
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** What holds a secret: no copy of it is left but `body` and the answer's, which the caller overwrites. */
  readonly secret?: 'body' | 'answer' | undefined;
  /** Bucket of S3 that the path lies in. */
  readonly bucket?: string;
  /** Endpoint, where it is not the region's own. */
  readonly endpoint?: string;
  /** Whose request it is: by default that of the function's role. */
  readonly identity?: Identity;
  /** Timeout of the whole call. */
  readonly timeoutMs: number;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export type SendSigned = (request: AwsRequest) => Promise<AwsAnswer>;

// Not by `import`: for its named exports Node reads every property of node:http, and one of them loads all of fetch (40
// ms).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** Names of endpoints, where they are not those of the services. */
const HOST: Partial<Record<AwsService, string>> = { ses: 'email' };

/** Errors of a connection that never was. */
const UNREACHABLE = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

/**
 * Returns the answer. Rejects with an AwsFault: `unreachable` where nothing was sent, `network` or `timeout` where the
 * service may have received the request.
 */
export async function sendSigned(request: AwsRequest): Promise<AwsAnswer> {
  const { service, method, headers = {}, body = '' } = request;
  const identity = request.identity ?? readIdentity();
  const url = urlOf(request, identity.region);
  const signed = sign({ method, url, service, body, headers }, identity, Date.now());
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return await send(url, method, signed, bytes, request);
}

/** A bucket is part of AWS's own host name, and comes first in the path of another endpoint. */
function urlOf({ service, path, bucket, endpoint }: AwsRequest, region: string): URL {
  const other = endpointOverride(service) ?? endpoint;
  if (other !== undefined) return new URL(bucket === undefined ? path : `/${bucket}${path}`, other);
  const host = bucket === undefined ? (HOST[service] ?? service) : `${bucket}.${service}`;
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(path, `https://${host}.${region}.${suffix}/`);
}

async function send(
  url: URL,
  method: string,
  headers: Record<string, string>,
  bytes: Uint8Array,
  { timeoutMs, secret }: AwsRequest,
): Promise<AwsAnswer> {
  const secure = url.protocol === 'https:';
  const request = (secure ? https : http).request(url.href, {
    method,
    agent: secure ? agents.https : agents.http,
    headers: { ...headers, 'content-length': bytes.length },
  });
  // Limits the whole call, not the silence between two bytes: a server that drips must not delay a request.
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    request.destroy(new AwsFault('timeout', true));
  }, timeoutMs);
  const chunks: Uint8Array[] = [];
  const received: Uint8Array[] = [];
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', (error: NodeJS.ErrnoException) =>
        reject(
          error instanceof AwsFault
            ? error
            : new AwsFault(UNREACHABLE.test(error.code ?? '') ? 'unreachable' : 'network', true),
        ),
      );
      if (secret !== undefined) keepReceived(request, received);
      if (secret === 'body') sendAlone(request, bytes);
      else request.end(bytes);
    });
    const body = await readAll(response, chunks);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } catch (error) {
    // For a body that was cut off by the timeout, the stream reports only that it was cut off.
    throw timedOut ? new AwsFault('timeout', true) : error;
  } finally {
    clearTimeout(timer);
    if (secret !== undefined) for (const piece of [...chunks, ...received]) piece.fill(0);
  }
}

/**
 * Sends the body in a write of its own: with the headers in the same write, the TLS layer of Node copies both into
 * memory that it does not overwrite.
 */
function sendAlone(request: ClientRequest, bytes: Uint8Array): void {
  request.flushHeaders();
  request.once('socket', () => setImmediate(() => request.write(bytes, () => request.end())));
}

/** Adds what the socket receives to `received`, as long as it serves this request. */
function keepReceived(request: ClientRequest, received: Uint8Array[]): void {
  request.once('socket', (socket) => {
    const keep = (chunk: Uint8Array): unknown => received.push(chunk);
    socket.on('data', keep);
    request.once('close', () => socket.off('data', keep));
  });
}

async function readAll(response: IncomingMessage, chunks: Uint8Array[]): Promise<Buffer> {
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
  } catch (error) {
    throw error instanceof AwsFault ? error : new AwsFault('network', true);
  }
  return Buffer.concat(chunks);
}
