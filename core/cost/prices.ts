/**
 * The price table: US dollars by region, before tax, each with its source.
 *
 * Date: 2026-11-23. `verifiedRegions` names the regions whose price was taken from AWS's documents on that date; for
 * all others it is the public list price as generally known, which was not checked. **Check those before you rely on
 * them**, and check all once this file is old. Pages: https://aws.amazon.com/ + `page`; the price list behind them:
 * https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/index.json
 */
import type { MeterName } from './meters.ts';

export const PRICES_DATE = '2026-11-23';

/** The price for `METERS[..].per` units: a single one, or steps of [up to this many units per month, price]. */
export type Price = number | readonly (readonly [upTo: number, price: number])[];

interface PriceRow {
  readonly page: string;
  /** Regions whose price was read on the date above. */
  readonly verifiedRegions: readonly Region[];
  readonly price: Readonly<Record<Region, Price>>;
}

export const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1'] as const;
export type Region = (typeof REGIONS)[number];

const everywhere = (price: Price) => ({ 'eu-central-1': price, 'eu-west-1': price, 'us-east-1': price });
const byRegion = (frankfurt: Price, ireland: Price, virginia: Price) => ({
  'eu-central-1': frankfurt,
  'eu-west-1': ireland,
  'us-east-1': virginia,
});
/** API Gateway: the first 300 million requests per month, then all others. */
const api = (first: number, rest: number): Price => [
  [300e6, first],
  [Infinity, rest],
];
/** Firehose: the first 500 TB per month, then all others (the third step begins at 2 PB and is omitted). */
const firehose = (first: number, rest: number): Price => [
  [500 * 1_024, first],
  [Infinity, rest],
];

export const PRICES: Readonly<Record<MeterName, PriceRow>> = {
  api_requests: {
    page: 'api-gateway/pricing/',
    verifiedRegions: ['us-east-1'],
    price: byRegion(api(1.2, 1.08), api(1.11, 1), api(1, 0.9)),
  },
  lambda_requests: { page: 'lambda/pricing/', verifiedRegions: [], price: everywhere(0.2) },
  lambda_gb_seconds: { page: 'lambda/pricing/', verifiedRegions: [], price: everywhere(0.0000133334) },
  firehose_gb: {
    page: 'firehose/pricing/',
    verifiedRegions: ['us-east-1'],
    price: byRegion(firehose(0.033, 0.028), firehose(0.031, 0.027), firehose(0.029, 0.025)),
  },
  firehose_converted_gb: {
    page: 'firehose/pricing/',
    verifiedRegions: ['us-east-1'],
    price: byRegion(0.021, 0.019, 0.018),
  },
  s3_gb_months: { page: 's3/pricing/', verifiedRegions: [], price: byRegion(0.0245, 0.023, 0.023) },
  s3_puts: { page: 's3/pricing/', verifiedRegions: [], price: byRegion(0.0054, 0.005, 0.005) },
  s3_gets: { page: 's3/pricing/', verifiedRegions: [], price: byRegion(0.00043, 0.0004, 0.0004) },
  dynamodb_reads: {
    page: 'dynamodb/pricing/on-demand/',
    verifiedRegions: [],
    price: byRegion(0.1525, 0.1415, 0.125),
  },
  dynamodb_writes: {
    page: 'dynamodb/pricing/on-demand/',
    verifiedRegions: [],
    price: byRegion(0.7625, 0.705, 0.625),
  },
  sqs_requests: { page: 'sqs/pricing/', verifiedRegions: [], price: everywhere(0.4) },
  glue_objects: { page: 'glue/pricing/', verifiedRegions: [], price: everywhere(1) },
  glue_requests: { page: 'glue/pricing/', verifiedRegions: [], price: everywhere(1) },
  athena_tb: { page: 'athena/pricing/', verifiedRegions: REGIONS, price: everywhere(5) },
  scheduler_invocations: { page: 'eventbridge/pricing/', verifiedRegions: [], price: byRegion(1.15, 1, 1) },
  log_gb: { page: 'cloudwatch/pricing/', verifiedRegions: [], price: byRegion(0.63, 0.57, 0.5) },
  alarms: { page: 'cloudwatch/pricing/', verifiedRegions: [], price: everywhere(0.1) },
  dashboards: { page: 'cloudwatch/pricing/', verifiedRegions: [], price: everywhere(3) },
  custom_metrics: { page: 'cloudwatch/pricing/', verifiedRegions: [], price: everywhere(0.3) },
  kms_keys: { page: 'kms/pricing/', verifiedRegions: [], price: everywhere(1) },
  kms_requests: { page: 'kms/pricing/', verifiedRegions: [], price: everywhere(0.03) },
  // Depends on the visitor's location: Europe's price for the European regions, the United States' for us-east-1.
  cloudfront_requests: {
    page: 'cloudfront/pricing/pay-as-you-go/',
    verifiedRegions: [],
    price: byRegion(0.012, 0.012, 0.01),
  },
  cloudfront_gb: { page: 'cloudfront/pricing/pay-as-you-go/', verifiedRegions: [], price: everywhere(0.085) },
  secrets: { page: 'secrets-manager/pricing/', verifiedRegions: [], price: everywhere(0.4) },
  transfer_gb: { page: 'ec2/pricing/on-demand/', verifiedRegions: [], price: everywhere(0.09) },
};

/** Whether a name is a region of the table. */
export function isRegion(name: string): name is Region {
  return (REGIONS as readonly string[]).includes(name);
}
