import { createHash } from 'node:crypto';
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
          service: fc.constantFrom('firehose', 'sqs', 'dynamodb', 's3', 'ses', 'lambda'),
          method: fc.constantFrom('POST', 'PUT', 'GET', 'DELETE'),
          path: fc.constantFrom('/', '/2015-03-31/functions/a%3Ab/invocations', '/evidence/a%20b%28c%29.eml'),
          query: fc.constantFrom('', '?list-type=2&prefix=a%2Fb+c%28&encoding-type=url'),
          region: fc.constantFrom('eu-central-1', 'us-east-1'),
          now: fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }),
        }),
        async ({ secret, token, service, method, path, query, region, now, ...given }) => {
          const url = new URL(`https://${service}.${region}.amazonaws.com${path}${query}`);
          const body = method === 'GET' ? '' : given.body;
          const isS3 = service === 's3';
          // The other implementation does not sign the content type.
          const headers = { 'x-amz-target': 'Firehose_20150804.PutRecordBatch' };
          const ours = sign(
            { method, url, service, headers, body },
            { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: secret, sessionToken: token, region },
            now,
          );
          const signer = new AwsV4Signer({
            method,
            url: url.href,
            headers: isS3
              ? { ...headers, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }
              : headers,
            ...(method === 'GET' ? {} : { body }),
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
      { numRuns: 60 },
    );
  });
});
