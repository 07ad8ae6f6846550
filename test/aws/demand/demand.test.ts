/** The built function behind `/v1/demand` under AWS's own runtime client, on moto's S3. */
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMAND_KEY, ENV, REGISTER_DEMAND_KEY } from '#runtime/aws/env';
import type { HttpResponse } from '#runtime/aws/collect/http-event';
import { Objects } from '#runtime/aws/lake/objects';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { ROOT } from '../../support/root.ts';

let standIns: StandIns;
let facts: Objects;
let open: Objects;
const functions: LambdaFunction[] = [];

const released = (from: 'usage' | 'register', topic: string) =>
  JSON.stringify({
    version: 1,
    from,
    sources: [
      {
        of: from,
        period: from === 'usage' ? '2026-11' : '2025',
        unit: 'people',
        topics: [{ topic, count: 40, low: 26, high: 54 }],
      },
    ],
  });

/** A new instance, which has read nothing yet. */
async function instance(env: Readonly<Record<string, string>>): Promise<LambdaFunction> {
  const started = await new LambdaFunction({
    root: join(ROOT, 'dist/lambdas/demand'),
    env: { ...standIns.env, [ENV.factsBucket]: facts.bucket, ...env },
  }).start();
  functions.push(started);
  return started;
}
async function ask(of: LambdaFunction, headers: Record<string, string> = {}): Promise<HttpResponse> {
  const invoked = await of.invoke({
    rawPath: '/v1/demand',
    headers,
    requestContext: { http: { method: 'GET', sourceIp: '203.0.113.9' } },
  });
  if (!('result' in invoked)) throw new Error(`the function failed: ${invoked.error.errorType ?? ''}`);
  return invoked.result as HttpResponse;
}

beforeAll(async () => {
  standIns = await startStandIns();
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const s3 = new S3Client({
    region: FAKE_AWS.AWS_REGION,
    credentials,
    endpoint: standIns.aws,
    forcePathStyle: true,
  });
  [facts, open] = ['facts-of-usage', 'open-of-register'].map((name) => new Objects(s3, name)) as [
    Objects,
    Objects,
  ];
  for (const { bucket } of [facts, open])
    await s3.send(
      new CreateBucketCommand({
        Bucket: bucket,
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
});
afterAll(async () => {
  await Promise.all(functions.map((one) => one.stop()));
  await standIns?.stop();
});

describe('the function behind /v1/demand', () => {
  it('answers with no topics where nothing is released, then with one side, then with both', async () => {
    const beside = { [ENV.registerOpenBucket]: open.bucket };
    const empty = await ask(await instance(beside));
    expect(JSON.parse(empty.body)).toEqual({ version: 1, period: null, periods: {}, topics: [] });
    await open.put(REGISTER_DEMAND_KEY, released('register', 'microscopes'));
    expect(JSON.parse((await ask(await instance(beside))).body)).toMatchObject({
      periods: { register: '2025' },
    });
    await facts.put(DEMAND_KEY, released('usage', 'Microscopes'));
    const last = await instance(beside);
    const both = await ask(last);
    expect(JSON.parse(both.body)).toMatchObject({
      topics: [{ topic: 'Microscopes', level: 5, from: ['usage', 'register'] }],
    });
    expect(await ask(last, { 'if-none-match': both.headers['etag'] ?? '' })).toMatchObject({
      statusCode: 304,
    });
    const withoutRegister = await ask(await instance({}));
    expect(JSON.parse(withoutRegister.body)).toMatchObject({ topics: [{ from: ['usage'] }] });
    expect(functions.map(({ output }) => output).join('')).not.toMatch(/203\.0\.113|warning/);
  });
});
