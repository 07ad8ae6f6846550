/** The bill of a month on AWS: sums computed by hand, and properties that hold for any amount. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionValues } from '#core/cost/assumptions';
import { bill, costAt, type Bill } from '#core/cost/bill';
import { METERS, type MeterName, type Option } from '#core/cost/meters';
import { PRICES, REGIONS, type Region } from '#core/cost/prices';
import { workload } from '#core/cost/workload';

const ALL: readonly Option[] = ['operations', 'kms', 'cloudfront'];
const of = (
  events: number,
  region: Region = 'us-east-1',
  options: readonly Option[] = [],
  otherwise = {},
  freeTier = false,
): Bill => bill(workload(events, new Set(options), assumptionValues(otherwise)), region, freeTier);
const service = (made: Bill, name: string) => made.services.find((one) => one.service === name)?.usd ?? 0;
const events = fc.integer({ min: 0, max: 10_000_000_000 });
const regions = fc.constantFrom(...REGIONS);
const options = fc.subarray([...ALL]);

describe('ten million events per month in us-east-1', () => {
  const made = of(10_000_000);

  it.each([
    // 10 M posts and 2 M loads of the script at 1.00 a million.
    ['API Gateway', 12],
    // Invocations with 3,648 ticks at 0.20 a million; GB-seconds at 0.0000133334: collector (100,000 + 4,000 + 6,000 s)
    // x 0.5, pipeline 366 a day.
    ['Lambda', 12.003648 * 0.2 + (110_000 * 0.5 + 366 * 30.4) * 0.0000133334],
    // A record of 600 bytes counts as 5,120.
    ['Firehose', ((10_000_000 * 5_120) / 2 ** 30) * (0.029 + 0.018)],
    ['SQS', ((650_000 + 3_000) / 1e6) * 0.4],
    // A day is 23 MB, scanned ten times: less than 25 queries at 10 MB; and 430 queries a month at 10 MB.
    ['Athena', ((250 * 2 ** 20 * 30.4 + 430 * 10 * 2 ** 20) / 2 ** 40) * 5],
    ['Data transfer', ((10_000_000 * 500 + 2_000_000 * 2_100) / 2 ** 30) * 0.09],
  ])('costs for %s what it comes to by hand', (name, usd) => {
    if (name === 'Athena') expect((10_000_000 / 30.4) * 71 * 10).toBeLessThan(250 * 2 ** 20);
    expect(service(made, name)).toBeCloseTo(usd, 6);
  });

  it('comes to the sum of its services, each the sum of its lines, and to less than a third of what serverless-website-analytics publishes', () => {
    for (const one of made.services)
      expect(one.lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(one.usd, 9);
    expect(made.services.reduce((sum, one) => sum + one.usd, 0)).toBeCloseTo(made.usd, 9);
    expect(made.usd).toBeCloseTo(18.87, 2);
    expect(of(10_000_000, 'eu-central-1').usd).toBeCloseTo(21.62, 2);
  });
});

it("prices by steps: what lies beyond a step costs the next one's price", () => {
  const { 'us-east-1': api } = PRICES.api_requests.price;
  expect([0, 1e6, 300e6, 301e6].map((amount) => costAt(api, amount, 1e6))).toEqual([0, 1, 300, 300.9]);
});

it('scans that exceed ten megabytes a query are billed by what they read', () => {
  const day = (1e9 / 30.4) * 71;
  expect(service(of(1e9), 'Athena')).toBeCloseTo(((day * 10 * 30.4 + 430 * 10 * 2 ** 20) / 2 ** 40) * 5, 6);
});

it('costs no less with more events, whatever the region and options', () => {
  fc.assert(
    fc.property(events, events, regions, options, fc.boolean(), (one, other, region, has, free) => {
      const [less, more] = [Math.min(one, other), Math.max(one, other)];
      expect(of(less, region, has, {}, free).usd).toBeLessThanOrEqual(
        of(more, region, has, {}, free).usd + 1e-9,
      );
    }),
  );
});

it('costs no more with the free tier, no more with fuller requests, and no less with alarms or keys', () => {
  fc.assert(
    fc.property(events, regions, fc.integer({ min: 2, max: 500 }), (count, region, perRequest) => {
      const plain = of(count, region).usd;
      expect(of(count, region, [], {}, true).usd).toBeLessThanOrEqual(plain);
      expect(of(count, region, [], { events_per_request: perRequest }).usd).toBeLessThanOrEqual(plain + 1e-9);
      expect(of(count, region, ['operations']).usd).toBeGreaterThan(plain);
      expect(of(count, region, ['kms']).usd).toBeGreaterThan(plain);
    }),
  );
});

it('is idle at no events: nothing is taken in, and the pipeline, the queue and what is stored cost less than a dollar', () => {
  for (const region of REGIONS) {
    const idle = of(0, region);
    expect(
      ['API Gateway', 'Firehose', 'Data transfer', 'KMS', 'CloudFront'].map((name) => service(idle, name)),
    ).toEqual([0, 0, 0, 0, 0]);
    expect(idle.usd).toBeGreaterThan(0);
    expect(idle.usd).toBeLessThan(1);
  }
});

it("bills with CloudFront the edge in place of the script's loads and the traffic", () => {
  const edge = of(10_000_000, 'us-east-1', ['cloudfront']);
  expect(service(edge, 'Data transfer')).toBe(0);
  expect(service(edge, 'CloudFront')).toBeCloseTo((12e6 / 10_000) * 0.01 + (9.2e9 / 2 ** 30) * 0.085, 6);
  expect(service(edge, 'API Gateway')).toBeCloseTo(10.02, 6);
});

it('has a price of every meter in every region, and none that is not positive', () => {
  for (const meter of Object.keys(METERS) as MeterName[]) {
    for (const region of REGIONS) {
      const price = PRICES[meter].price[region];
      for (const each of typeof price === 'number' ? [price] : price.map(([, one]) => one))
        expect(each, `${meter} ${region}`).toBeGreaterThan(0);
    }
  }
});
