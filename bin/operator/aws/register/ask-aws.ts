/**
 * Asks a service of AWS one question that changes nothing, signed with the caller's credentials. It is for services of
 * which a few commands ask a single thing.
 */
import { sendSigned } from '#runtime/aws/client/send-signed';
import type { Identity } from '#runtime/aws/env';

export interface AwsQuestion {
  readonly service: 'sts' | 'ses' | 'secretsmanager' | 'monitoring';
  /** Of a GET, encoded; without one it is a POST. */
  readonly path?: string;
  /** Of a POST: parameters of the query protocol, or input of a JSON protocol with its target. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly input?: object;
}

/** Returns the text of the answer. Rejects with an error whose name is AWS's code, or with an AwsFault. */
export type AskAws = (question: AwsQuestion) => Promise<string>;

const TIMEOUT_MS = 20_000;

/** Returns what asks with the credentials and in the region of an identity. */
export function askAwsBy(identity: () => Promise<Identity>): AskAws {
  return async ({ service, path, parameters, target, input }) => {
    const { status, headers, body } = await sendSigned({
      service,
      ...(path === undefined
        ? { method: 'POST', path: '/', ...bodyOf(parameters, target, input) }
        : { method: 'GET', path }),
      identity: await identity(),
      timeoutMs: TIMEOUT_MS,
    });
    const text = body.toString('utf8');
    if (status === 200) return text;
    const header = String(headers['x-amzn-errortype'] ?? '');
    const code =
      /<Code>([\w.]{1,80})<\/Code>/.exec(text)?.[1] ??
      /"__type":\s*"(?:[^"#]*#)?([\w.]{1,80})/.exec(text)?.[1] ??
      /^[\w.]{1,80}/.exec(header)?.[0] ??
      String(status);
    throw Object.assign(new Error(`${service} refused`), { name: code });
  };
}

function bodyOf(
  parameters: AwsQuestion['parameters'],
  target: string | undefined,
  input: object | undefined,
): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  return target === undefined
    ? {
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body: new URLSearchParams(parameters).toString(),
      }
    : {
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
        body: JSON.stringify(input),
      };
}
