/**
 * Invokes another function of the register and waits for its answer (Lambda API reference, "Invoke"). It may not log.
 */
import { AwsFault, toFault } from '../client/aws-fault.ts';
import type { SendSigned } from '../client/send-signed.ts';

/** A function may run for fifteen minutes. */
const TIMEOUT_MS = 900_000;
/** A function that runs once at a time is busy for as long as its round takes. */
const PAUSE_MS = 1_000;

export interface InvokeParts {
  readonly send: SendSigned;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** How many seconds a busy function is waited for. */
  readonly mostPauses: number;
}

/**
 * Returns what the function returned. While it is busy it is asked again; anything else is
 * tried once, since it may have been done. Rejects with an AwsFault: `function.failed` where the function did.
 */
export async function invokeFunction(
  name: string,
  payload: unknown,
  { send, sleep, mostPauses }: InvokeParts,
): Promise<unknown> {
  for (let pauses = 0; ; pauses++) {
    const { status, headers, body } = await send({
      service: 'lambda',
      method: 'POST',
      path: `/2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(payload),
      timeoutMs: TIMEOUT_MS,
    });
    if (status === 429 && pauses < mostPauses) {
      await sleep(PAUSE_MS);
      continue;
    }
    if (status < 200 || status > 299) throw toFault(status, typeOf(headers['x-amzn-errortype']));
    if (headers['x-amz-function-error'] !== undefined) throw new AwsFault('function.failed', false);
    return JSON.parse(body.toString('utf8'));
  }
}

const typeOf = (header: unknown): string | undefined => (typeof header === 'string' ? header : undefined);
