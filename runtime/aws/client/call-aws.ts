/**
 * Makes one call of AWS's JSON protocols, signed (Signature Version 4), within a timeout. It does not retry or log:
 * only the caller knows what a failure means.
 */
import type { Identity } from '../env.ts';
import { AwsFault, toFault } from './aws-fault.ts';
import { takeSecret, writeSecret } from './secret-in-json.ts';
import { sendSigned, type AwsAnswer } from './send-signed.ts';

export interface AwsCall {
  readonly service: 'firehose' | 'sqs' | 'dynamodb' | 'secretsmanager';
  /** `X-Amz-Target`: version and operation. */
  readonly target: string;
  readonly input: object;
  /** Endpoint, where it is not the region's own. */
  readonly endpoint?: string;
  /** Whose call it is: by default that of the function's role. */
  readonly identity?: Identity;
  /** Timeout of the whole call. */
  readonly timeoutMs: number;
  /** Sent as the value of the first, empty `B` in the input (DynamoDB), and nowhere as text. */
  readonly secret?: Uint8Array;
  /** Whether the first `B` of the answer is a secret: it is a Buffer then, and was nowhere text. */
  readonly secretAnswer?: boolean;
}

export type CallAws = (call: AwsCall) => Promise<unknown>;

const CONTENT_TYPE = {
  firehose: 'application/x-amz-json-1.1',
  sqs: 'application/x-amz-json-1.0',
  dynamodb: 'application/x-amz-json-1.0',
  secretsmanager: 'application/x-amz-json-1.1',
};

/** Returns the answer's JSON. Rejects with an AwsFault. */
export async function callAws(call: AwsCall): Promise<unknown> {
  const { service, target, input, endpoint, identity, timeoutMs, secret, secretAnswer } = call;
  const json = JSON.stringify(input);
  const body = secret === undefined ? json : writeSecret(json, secret);
  try {
    const answer = await sendSigned({
      service,
      method: 'POST',
      path: '/',
      headers: { 'content-type': CONTENT_TYPE[service], 'x-amz-target': target },
      body,
      timeoutMs,
      secret: secretAnswer === true ? 'answer' : secret && 'body',
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(identity === undefined ? {} : { identity }),
    });
    return read(answer, secretAnswer === true ? takeSecret(answer.body) : undefined);
  } finally {
    if (typeof body !== 'string') body.fill(0);
  }
}

function read({ status, headers, body }: AwsAnswer, secret: Buffer | undefined): unknown {
  let json: unknown;
  try {
    json = JSON.parse(
      body.length === 0 ? '{}' : body.toString('utf8'),
      secret && ((name, value: unknown) => (name === 'B' ? secret : value)),
    );
  } catch {
    secret?.fill(0);
    throw status === 200 ? new AwsFault('unreadable', true) : toFault(status, undefined);
  }
  if (status === 200) return json;
  const header = headers['x-amzn-errortype'];
  throw toFault(status, typeof header === 'string' ? header : typeOf(json));
}

function typeOf(json: unknown): string | undefined {
  const type =
    typeof json === 'object' && json !== null
      ? (json as Readonly<Record<string, unknown>>)['__type']
      : undefined;
  return typeof type === 'string' ? type : undefined;
}
