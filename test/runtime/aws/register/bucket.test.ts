import { describe, expect, it } from 'vitest';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { Bucket } from '#runtime/aws/register/bucket';
import { FakeSigned, s3Error } from '../../../support/aws/fake-signed.ts';

const open = () => {
  const aws = new FakeSigned();
  return { aws, bucket: new Bucket({ ...aws.parts, name: 'register' }) };
};

describe('the bucket of the register', () => {
  it('keeps names and contents as they are, whatever characters they hold', async () => {
    const { bucket } = open();
    const key = 'outgoing/m/attached/0-Brief an (Müller) + 50%.pdf';
    await bucket.put(key, Uint8Array.of(0, 255, 10));
    expect(await bucket.list('outgoing/')).toEqual([key]);
    expect([...((await bucket.get(key)) ?? [])]).toEqual([0, 255, 10]);
    expect((await bucket.get(key, 2))?.length).toBe(2);
    expect(await bucket.get('outgoing/other')).toBeUndefined();
  });

  it('lists every object, over several pages', async () => {
    const { bucket } = open();
    const keys = Array.from({ length: 8 }, (_, at) => `evidence/${at}`);
    for (const key of keys) await bucket.put(key, 'x');
    expect(await bucket.list('evidence/')).toEqual(keys);
  });

  it('gives a name to the first of two writers alone', async () => {
    const { bucket } = open();
    expect(await bucket.create('survey/2026.json', 'one')).toBe(true);
    expect(await bucket.create('survey/2026.json', 'two')).toBe(false);
    expect(await bucket.text('survey/2026.json')).toBe('one');
  });

  it('tries again after a 503 and after a cut connection, with pauses', async () => {
    const { aws, bucket } = open();
    let failures = 2;
    aws.fault = () => {
      if (failures-- <= 0) return undefined;
      if (failures === 0) throw new AwsFault('network', true);
      return s3Error(503, 'SlowDown');
    };
    await bucket.put('evidence/a', 'x');
    expect(await bucket.text('evidence/a')).toBe('x');
    expect(aws.slept.length).toBe(2);
  });

  it('gives up on S3 after four attempts, with a code that quotes neither key nor message', async () => {
    const { aws, bucket } = open();
    aws.fault = () => s3Error(503, 'SlowDown');
    await expect(bucket.put('evidence/anna', 'x')).rejects.toMatchObject({
      name: 'AwsFault',
      message: 'SlowDown',
    });
    expect(aws.requests.length).toBe(4);
  });

  it('does not try again what S3 forbids', async () => {
    const { aws, bucket } = open();
    aws.fault = () => s3Error(403, 'AccessDenied');
    await expect(bucket.delete('given-up/x')).rejects.toMatchObject({ message: 'AccessDenied' });
    expect(aws.requests.length).toBe(1);
  });
});
