import { describe, expect, it } from 'vitest';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import type { AwsCall } from '#runtime/aws/client/call-aws';
import { readKeys } from '#runtime/aws/register/read-keys';
import { registerKeys } from '#runtime/node/register/register-keys';

const HASH = '0a'.repeat(32);
const LINK = '0b'.repeat(32);
const SECRETS = { hash: 'arn:hash', link: 'arn:link' };
const parts = (answer: (id: string) => unknown) => ({
  call: async ({ input }: AwsCall) => answer((input as { readonly SecretId: string }).SecretId),
  sleep: async () => undefined,
  random: () => 0,
});

describe('the keys of the register on AWS', () => {
  it('are those of one machine where the secrets hold what its files hold', async () => {
    const keys = await readKeys(
      SECRETS,
      parts((id) => ({ SecretString: id === 'arn:hash' ? `${HASH}\n` : LINK })),
    );
    const local = registerKeys(Buffer.from(HASH, 'hex'), Buffer.from(LINK, 'hex'));
    expect(keys.keyOf('Anna@Example.com')).toBe(local.keyOf('anna@example.com'));
    expect(keys.mac('confirm')).toBe(local.mac('confirm'));
  });

  it('are read again after a fault that passes', async () => {
    let failures = 2;
    const keys = await readKeys(
      SECRETS,
      parts((id) => {
        if (failures-- > 0) throw new AwsFault('ThrottlingException', true);
        return { SecretString: id === 'arn:hash' ? HASH : LINK };
      }),
    );
    expect(keys.mac('x')).not.toBe('');
  });

  it('are refused where a secret is missing, empty or no key, without its content', async () => {
    await expect(
      readKeys(
        SECRETS,
        parts(() => {
          throw new AwsFault('ResourceNotFoundException', false);
        }),
      ),
    ).rejects.toMatchObject({ message: 'ResourceNotFoundException' });
    for (const SecretString of ['', undefined, 'password', HASH.slice(1)])
      await expect(
        readKeys(
          SECRETS,
          parts(() => ({ SecretString })),
        ),
      ).rejects.toMatchObject({
        message: 'key.unreadable',
      });
  });
});
