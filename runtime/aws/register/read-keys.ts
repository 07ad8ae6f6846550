/** Reads the register's two keys from Secrets Manager, once for each instance of a function. It may not keep them. */
import { registerKeys } from '#runtime/node/register/register-keys';
import type { RegisterKeys } from '#core/register/register-context';
import { AwsFault } from '../client/aws-fault.ts';
import { backOff } from '../client/back-off.ts';
import type { CallAws } from '../client/call-aws.ts';

const TIMEOUT_MS = 5_000;
const ATTEMPTS = 4;

export interface SecretParts {
  readonly call: CallAws;
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly random: () => number;
}

/**
 * Returns the hashes under both keys. A secret holds 64 hexadecimal digits, as the files `hash.key` and `link.key` of
 * one machine do. Rejects with an AwsFault, whose code is `key.unreadable` where a secret holds something else.
 */
export async function readKeys(
  secrets: { readonly hash: string; readonly link: string },
  parts: SecretParts,
): Promise<RegisterKeys> {
  const [hashKey, linkKey] = await Promise.all([readKey(secrets.hash, parts), readKey(secrets.link, parts)]);
  return registerKeys(hashKey, linkKey);
}

/** Returns the 32 bytes of one key; rejects as `readKeys` does. */
export async function readKey(secret: string, { call, sleep, random }: SecretParts): Promise<Uint8Array> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await call({
        service: 'secretsmanager',
        target: 'secretsmanager.GetSecretValue',
        input: { SecretId: secret },
        timeoutMs: TIMEOUT_MS,
      });
      return keyIn((answer as { readonly SecretString?: unknown }).SecretString);
    } catch (error) {
      if (!(error instanceof AwsFault) || !error.isTransient || attempt === ATTEMPTS) throw error;
      await sleep(backOff(attempt, random));
    }
  }
}

function keyIn(text: unknown): Uint8Array {
  const digits = typeof text === 'string' ? text.trim() : '';
  if (!/^[0-9a-f]{64}$/.test(digits)) throw new AwsFault('key.unreadable', false);
  return Buffer.from(digits, 'hex');
}
