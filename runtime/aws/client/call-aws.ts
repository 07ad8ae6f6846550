/**
 * Makes one call of AWS's JSON protocols, signed (Signature Version 4), within a timeout. It does not retry or log:
 * only the caller knows what a failure means.
 */
import type { IncomingMessage } from 'node:http';
import { endpointOverride, readIdentity } from '../env.ts';
import { AwsFault, toFault } from './aws-fault.ts';
import { sign } from './sign.ts';

export interface AwsCall {
  readonly service: 'firehose' | 'sqs' | 'dynamodb';
  /** `X-Amz-Target`: version and operation. */
  readonly target: string;
  readonly input: object;
  /** Endpoint, where it is not the region's own. */
  readonly endpoint?: string;
  /** Timeout of the whole call. */
  readonly timeoutMs: number;
}

export type CallAws = (call: AwsCall) => Promise<unknown>;

const CONTENT_TYPE = {
  firehose: 'application/x-amz-json-1.1',
  sqs: 'application/x-amz-json-1.0',
  dynamodb: 'application/x-amz-json-1.0',
};
// Not by `import`: for its named exports Node reads every property of node:http, and one of them loads all of fetch (40
// ms).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');
const agents = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** Returns the answer's JSON. Rejects with an AwsFault. */
export async function callAws({ service, target, input, endpoint, timeoutMs }: AwsCall): Promise<unknown> {
  const signer = readIdentity();
  const url = new URL(
    endpointOverride(service) ??
      endpoint ??
      `https://${service}.${signer.region}.${signer.region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'}/`,
  );
  const body = JSON.stringify(input);
  const headers = sign(
    { url, service, body, headers: { 'content-type': CONTENT_TYPE[service], 'x-amz-target': target } },
    signer,
    Date.now(),
  );
  return await send(url, headers, body, timeoutMs);
}

async function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<unknown> {
  const secure = url.protocol === 'https:';
  const bytes = Buffer.from(body);
  const request = (secure ? https : http).request(url.href, {
    method: 'POST',
    agent: secure ? agents.https : agents.http,
    headers: { ...headers, 'content-length': bytes.length },
  });
  // Limits the whole call, not the silence between two bytes: a server that drips must not delay a request.
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    request.destroy(new AwsFault('timeout', true));
  }, timeoutMs);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request.on('response', resolve);
      request.on('error', (error) =>
        reject(error instanceof AwsFault ? error : new AwsFault('network', true)),
      );
      request.end(bytes);
    });
    return await read(response);
  } catch (error) {
    // For a body that was cut off by the timeout, the stream reports only that it was cut off.
    throw timedOut ? new AwsFault('timeout', true) : error;
  } finally {
    clearTimeout(timer);
  }
}

async function read(response: IncomingMessage): Promise<unknown> {
  const status = response.statusCode ?? 0;
  let text = '';
  response.setEncoding('utf8');
  try {
    for await (const chunk of response) text += chunk as string;
  } catch (error) {
    throw error instanceof AwsFault ? error : new AwsFault('network', true);
  }
  let json: unknown;
  try {
    json = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw status === 200 ? new AwsFault('unreadable', true) : toFault(status, undefined);
  }
  if (status === 200) return json;
  const header = response.headers['x-amzn-errortype'];
  throw toFault(status, typeof header === 'string' ? header : typeOf(json));
}

function typeOf(json: unknown): string | undefined {
  const type =
    typeof json === 'object' && json !== null
      ? (json as Readonly<Record<string, unknown>>)['__type']
      : undefined;
  return typeof type === 'string' ? type : undefined;
}
