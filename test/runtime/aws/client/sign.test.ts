import { AwsV4Signer } from 'aws4fetch';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sign } from '#runtime/aws/client/sign';

const secret = fc.string({ minLength: 16, maxLength: 40, unit: fc.constantFrom(...'ABCabc0123/+') });

describe('signing a call', () => {
  it('gives the signature that another implementation of Version 4 gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          body: fc.string({ unit: 'binary' }),
          secret,
          token: fc.option(secret, { nil: undefined }),
          service: fc.constantFrom('firehose', 'sqs', 'dynamodb'),
          region: fc.constantFrom('eu-central-1', 'us-east-1'),
          now: fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }),
        }),
        async ({ body, secret, token, service, region, now }) => {
          const url = new URL(`https://${service}.${region}.amazonaws.com/`);
          // The other implementation does not sign the content type.
          const headers = { 'x-amz-target': 'Firehose_20150804.PutRecordBatch' };
          const ours = sign(
            { url, service, headers, body },
            { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret, sessionToken: token, region },
            now,
          );
          const signer = new AwsV4Signer({
            method: 'POST',
            url: url.href,
            headers,
            body,
            service,
            region,
            accessKeyId: 'AKIDEXAMPLE',
            secretAccessKey: secret,
            ...(token === undefined ? {} : { sessionToken: token }),
            datetime: new Date(now).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
          });
          expect(ours['authorization']).toBe((await signer.sign()).headers.get('authorization'));
        },
      ),
      { numRuns: 25 },
    );
  });
});
