/**
 * Asks a service of AWS one question that changes nothing, signed with the caller's credentials. It is for services
 * that a few commands ask one thing of.
 */
import type { Identity } from '#runtime/aws/env';
import { sign } from '#runtime/aws/client/sign';

export interface AwsQuestion {
  readonly service: 'sts';
  readonly body: string;
}

export type AskAws = (question: AwsQuestion) => Promise<string>;

/** Resolves with the caller's credentials, as every client of the SDK has them. */
export type Credentials = () => Promise<
  Pick<Identity, 'accessKeyId' | 'secretAccessKey'> & { readonly sessionToken?: string | undefined }
>;

const TIMEOUT_MS = 20_000;
const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

/** Returns what asks. It rejects with an error whose name is AWS's code, or with that of the connection. */
export function askAwsIn(region: string, credentials: Credentials): AskAws {
  return async ({ service, body }) => {
    const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    const url = new URL(endpointOf(service) ?? `https://${service}.${region}.${suffix}/`);
    const { accessKeyId, secretAccessKey, sessionToken } = await credentials();
    const { host: _host, ...headers } = sign(
      { url, service, body, headers: { 'content-type': FORM } },
      { accessKeyId, secretAccessKey, sessionToken, region },
      Date.now(),
    );
    let answer: Response;
    try {
      answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw (error as Error).cause instanceof Error ? ((error as Error).cause as Error) : error;
    }
    const text = await answer.text();
    if (answer.ok) return text;
    const code = /<Code>([\w.]{1,80})<\/Code>/.exec(text)?.[1] ?? String(answer.status);
    throw Object.assign(new Error(`${service} refused`), { name: code });
  };
}

/** The endpoint where it is not AWS's own, from the variables that AWS's tools read. */
function endpointOf(service: AwsQuestion['service']): string | undefined {
  return (
    process.env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || process.env['AWS_ENDPOINT_URL'] || undefined
  );
}
