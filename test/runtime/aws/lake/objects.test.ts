import type { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { NotDeletedError, Objects } from '#runtime/aws/lake/objects';
import { fakeSdk, named, type Sent } from '../fake-sdk.ts';

const objectsThat = (answer: (sent: Sent, n: number) => object) => {
  const { client, sent } = fakeSdk<S3Client>(answer);
  return { objects: new Objects(client, 'b'), sent };
};

describe('objects', () => {
  it('objects are deleted a thousand at a time, the most that S3 accepts', async () => {
    const { objects, sent } = objectsThat(() => ({}));
    await objects.delete(Array.from({ length: 2_001 }, (_, n) => `k${n}`));
    const keys = sent.map(({ input }) =>
      (input['Delete'] as { Objects: { Key: string }[] }).Objects.map(({ Key }) => Key),
    );
    expect(keys.map((some) => some.length)).toEqual([1_000, 1_000, 1]);
    expect(new Set(keys.flat()).size).toBe(2_001);
  });

  it('objects that S3 did not delete cause an error that counts them and names none', async () => {
    const { objects } = objectsThat(() => ({
      Errors: [{ Key: 'arrivals/one', Code: 'AccessDenied', Message: 'arrivals/one' }],
    }));
    const failed = objects.delete(['arrivals/one', 'arrivals/two']);
    await expect(failed).rejects.toBeInstanceOf(NotDeletedError);
    await expect(failed).rejects.toThrow(/^1 of 2 objects were not deleted: AccessDenied$/);
  });

  it("objects are created only where none exists, by S3's own condition", async () => {
    const { objects, sent } = objectsThat((_, n) => {
      if (n === 2) throw named('PreconditionFailed');
      return {};
    });
    expect([await objects.create('k', 'a'), await objects.create('k', 'b')]).toEqual([true, false]);
    expect(sent.map(({ input }) => input['IfNoneMatch'])).toEqual(['*', '*']);
  });

  it('objects are listed to the last page', async () => {
    const { objects } = objectsThat(({ input }) =>
      input['ContinuationToken'] === undefined
        ? { Contents: [{ Key: 'a' }], NextContinuationToken: 't' }
        : { Contents: [{ Key: 'b' }] },
    );
    expect((await objects.list('')).map(({ key }) => key)).toEqual(['a', 'b']);
  });
});
