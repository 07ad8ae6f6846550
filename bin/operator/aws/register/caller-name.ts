/** The name under which the log records who acted: of the role session or user whose credentials are used. */
import type { AskAws } from './ask-aws.ts';

/** Asks STS, which answers everybody. */
export async function callerName(ask: AskAws): Promise<string> {
  const answer = await ask({
    service: 'sts',
    parameters: { Action: 'GetCallerIdentity', Version: '2011-06-15' },
  });
  return `staff:${nameOf(/<Arn>([^<]+)<\/Arn>/.exec(answer)?.[1] ?? '')}`;
}

/**
 * Returns the last part of an ARN. Sessions of IAM Identity Center are often called by an e-mail address: what stands
 * before the `@` is enough to tell colleagues apart, and the log of the register holds no address outside of values.
 */
export function nameOf(arn: string): string {
  const session = arn.slice(arn.lastIndexOf('/') + 1);
  const name = (session.includes(':') ? session.slice(session.lastIndexOf(':') + 1) : session)
    .split('@', 1)
    .join('')
    .replaceAll(/[^\w.-]/g, '-')
    .slice(0, 64);
  return name === '' ? 'unknown' : name;
}
