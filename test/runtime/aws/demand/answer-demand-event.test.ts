/** The function behind `/v1/demand`: two objects, whatever is missing, and one answer for everybody. */
import { describe, expect, it } from 'vitest';
import type { Demand } from '#core/demand/merge-demand';
import { releaseDemand } from '#core/register/demand/release-demand';
import { publishDemand } from '#core/release/publish-demand';
import { DEMAND_OBJECT, type DemandSide } from '#core/report/released-demand';
import { AwsFault } from '#runtime/aws/client/aws-fault';
import { answerDemandEvents } from '#runtime/aws/demand/answer-demand-event';
import { DEMAND_KEY, REGISTER_DEMAND_KEY } from '#runtime/aws/env';
import { RELEASED_DEMAND } from '#runtime/aws/register/env';
import { Warnings } from '#runtime/aws/warnings';
import { StaffedRegister } from '../../../core/register/staff/staffed-register.ts';
import { releasesOf, shop } from '../../../support/releases-of.ts';
import { seededBits } from '../../../support/seeded-bits.ts';
import { answerOf, FakeSigned, s3Error } from '../../../support/aws/fake-signed.ts';

const released = (from: DemandSide, topic: string) =>
  JSON.stringify({
    version: 1,
    from,
    sources: [
      {
        of: 'a',
        period: from === 'usage' ? '2026-11' : '2025',
        unit: 'people',
        topics: [{ topic, count: 9, low: 5, high: 13 }],
      },
    ],
  });

/** A function over objects in memory, with its clock and its log. */
function open({ registerBucket = 'open' }: { readonly registerBucket?: string | undefined } = {}) {
  const aws = new FakeSigned();
  const lines: object[] = [];
  const state = { now: 0 };
  const handler = answerDemandEvents({
    send: aws.send,
    factsBucket: 'facts',
    registerBucket: registerBucket === '' ? undefined : registerBucket,
    clock: () => state.now,
    warnings: new Warnings(
      (line) => lines.push(line),
      () => state.now,
    ),
  });
  const ask = (headers: Record<string, string> = {}, method = 'GET') =>
    handler({
      rawPath: '/v1/demand',
      headers,
      requestContext: { http: { method, sourceIp: '203.0.113.9' } },
    });
  const demand = async () => JSON.parse((await ask()).body) as Demand;
  return { aws, lines, state, ask, demand };
}

describe('the function behind /v1/demand', () => {
  it('merges the object of each side, and reads nothing else', async () => {
    const { aws, demand } = open();
    aws.put('facts', 'reports/demand.json', released('usage', 'Microscopes'));
    aws.put('open', 'demand.json', released('register', 'microscopes'));
    expect(await demand()).toEqual({
      version: 1,
      period: '2026-11',
      periods: { usage: '2026-11', register: '2025' },
      topics: [{ topic: 'Microscopes', level: 5, from: ['usage', 'register'] }],
    });
    expect(aws.requests.map(({ method, bucket, path }) => [method, bucket, path])).toEqual([
      ['GET', 'facts', '/reports/demand.json'],
      ['GET', 'open', '/demand.json'],
    ]);
  });

  it('reads what both sides write', async () => {
    expect([DEMAND_KEY, REGISTER_DEMAND_KEY]).toEqual([`reports/${DEMAND_OBJECT}`, DEMAND_OBJECT]);
    expect(RELEASED_DEMAND).toBe(REGISTER_DEMAND_KEY);
    const { aws, demand } = open();
    const register = new StaffedRegister();
    register.now = Date.parse('2027-01-01T12:00:00Z');
    const publish = async (json: string) => aws.put('open', REGISTER_DEMAND_KEY, json);
    await releaseDemand({ ...register.context, randomBits: () => seededBits(1), publish });
    const { releases } = releasesOf({ site: shop(), month: '2026-11', visitorsPerDay: 900, seed: 1 });
    await publishDemand(
      {
        releasedPeriods: async () => new Map([['shop', ['2026-11']]]),
        readReleases: async () => releases.filter(({ period }) => period === '2026-11'),
        writeDemand: async (json) => aws.put('facts', DEMAND_KEY, json),
      },
      [{ id: 'shop', topics: [{ name: 'Microscopes', paths: ['/'] }] }],
    );
    expect(await demand()).toMatchObject({
      periods: { usage: '2026-11', register: '2026' },
      topics: [{ topic: 'Microscopes', level: 5, from: ['usage'] }],
    });
  });

  it('answers with what there is: one side, or neither, also where S3 says 403 for what is missing', async () => {
    const alone = open();
    alone.aws.put('open', 'demand.json', released('register', 'courses'));
    expect((await alone.demand()).topics).toEqual([{ topic: 'courses', level: 5, from: ['register'] }]);
    const neither = open();
    neither.aws.fault = () => s3Error(403, 'AccessDenied');
    expect(await neither.demand()).toMatchObject({ period: null, topics: [] });
    const noRegister = open({ registerBucket: '' });
    noRegister.aws.put('facts', 'reports/demand.json', released('usage', 'A'));
    expect((await noRegister.demand()).periods).toEqual({ usage: '2026-11' });
    expect(noRegister.aws.requests).toHaveLength(1);
    for (const { lines } of [alone, neither, noRegister]) expect(lines).toEqual([]);
  });

  it('leaves out a damaged object, and says so in the log', async () => {
    const { aws, demand, lines } = open();
    aws.put('facts', 'reports/demand.json', '{"version":1');
    aws.put('open', 'demand.json', released('register', 'courses'));
    expect((await demand()).periods).toEqual({ register: '2025' });
    expect(lines).toEqual([{ warning: 'demand_unreadable', count: 1, code: 'usage' }]);
  });

  it('has one answer for everybody, under a strong tag', async () => {
    const { aws, ask } = open();
    aws.put('facts', 'reports/demand.json', released('usage', 'Microscopes'));
    const plain = await ask();
    const { etag } = plain.headers;
    expect(await ask({ origin: 'https://a.example', cookie: 'a=b', 'user-agent': 'x', dnt: '1' })).toEqual(
      plain,
    );
    expect(JSON.stringify(plain.headers).toLowerCase()).not.toMatch(/cookie|vary/);
    expect(await ask({ 'if-none-match': etag ?? '' })).toMatchObject({ statusCode: 304, body: '' });
    expect(await ask({}, 'HEAD')).toMatchObject({ statusCode: 200, headers: { etag }, body: '' });
    expect((await ask({}, 'OPTIONS')).statusCode).toBe(204);
    expect((await ask({}, 'POST')).statusCode).toBe(405);
  });

  it('reads again after a minute, and not before', async () => {
    const { aws, demand, state } = open();
    await demand();
    aws.put('facts', 'reports/demand.json', released('usage', 'A'));
    state.now = 59_999;
    expect((await demand()).topics).toEqual([]);
    state.now = 60_000;
    expect((await demand()).topics).toHaveLength(1);
  });

  it('answers what it read last where S3 does not answer, and 503 where it read nothing yet', async () => {
    const { aws, ask, lines, state } = open();
    aws.put('facts', 'reports/demand.json', released('usage', 'A'));
    aws.fault = () => answerOf(503);
    const refused = await ask();
    expect([refused.statusCode, refused.headers['cache-control'], refused.headers['retry-after']]).toEqual([
      503,
      'no-store',
      '30',
    ]);
    expect(lines).toEqual([{ warning: 'demand_unavailable', count: 1, code: 'status.503' }]);
    aws.fault = () => undefined;
    const first = await ask();
    state.now = 120_000;
    aws.fault = () => Promise.reject(new AwsFault('network', true));
    expect(await ask()).toEqual(first);
  });

  it('tries once more before it gives up', async () => {
    const { aws, ask } = open({ registerBucket: '' });
    let failures = 1;
    aws.fault = () => (failures-- > 0 ? answerOf(500) : undefined);
    expect((await ask()).statusCode).toBe(200);
  });
});
