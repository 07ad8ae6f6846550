/**
 * The meters that AWS bills a deployment for, one record per meter. Prices are in prices.ts, amounts in workload.ts.
 */

export interface Meter {
  readonly service: string;
  /** The name of one unit. */
  readonly unit: string;
  /** The number of units that a price refers to. */
  readonly per: number;
  /** Monthly units that every account has free permanently; the free tier of an account's first year does not count. */
  readonly free?: number;
  /** The option without which the meter is not billed. */
  readonly option?: Option;
}

/** Options of a deployment: alarms and dashboard, its own keys, CloudFront in front. */
export type Option = 'operations' | 'kms' | 'cloudfront';

export const METERS = {
  api_requests: { service: 'API Gateway', unit: 'requests', per: 1e6 },
  lambda_requests: { service: 'Lambda', unit: 'invocations', per: 1e6, free: 1e6 },
  lambda_gb_seconds: { service: 'Lambda', unit: 'GB-seconds (arm64)', per: 1, free: 400_000 },
  firehose_gb: { service: 'Firehose', unit: 'GB taken in, records rounded up to 5 KB', per: 1 },
  firehose_converted_gb: { service: 'Firehose', unit: 'GB converted to Parquet', per: 1 },
  s3_gb_months: { service: 'S3', unit: 'GB-months', per: 1 },
  s3_puts: { service: 'S3', unit: 'PUT and LIST requests', per: 1_000 },
  s3_gets: { service: 'S3', unit: 'GET requests', per: 1_000 },
  dynamodb_reads: { service: 'DynamoDB', unit: 'read units', per: 1e6 },
  dynamodb_writes: { service: 'DynamoDB', unit: 'write units', per: 1e6 },
  sqs_requests: { service: 'SQS', unit: 'requests', per: 1e6, free: 1e6 },
  glue_objects: { service: 'Glue catalogue', unit: 'tables and partitions', per: 100_000, free: 1e6 },
  glue_requests: { service: 'Glue catalogue', unit: 'requests', per: 1e6, free: 1e6 },
  athena_tb: { service: 'Athena', unit: 'TB scanned, 10 MB a query at least', per: 1 },
  scheduler_invocations: { service: 'EventBridge Scheduler', unit: 'invocations', per: 1e6, free: 14e6 },
  log_gb: { service: 'CloudWatch', unit: 'GB of logs', per: 1, free: 5 },
  alarms: { service: 'CloudWatch', unit: 'alarm metrics', per: 1, free: 10, option: 'operations' },
  dashboards: { service: 'CloudWatch', unit: 'dashboards', per: 1, free: 3, option: 'operations' },
  custom_metrics: {
    service: 'CloudWatch',
    unit: 'metrics of our own',
    per: 1,
    free: 10,
    option: 'operations',
  },
  kms_keys: { service: 'KMS', unit: 'keys', per: 1, option: 'kms' },
  kms_requests: { service: 'KMS', unit: 'requests', per: 10_000, free: 20_000, option: 'kms' },
  cloudfront_requests: {
    service: 'CloudFront',
    unit: 'HTTPS requests',
    per: 10_000,
    free: 10e6,
    option: 'cloudfront',
  },
  cloudfront_gb: { service: 'CloudFront', unit: 'GB to visitors', per: 1, free: 1_024, option: 'cloudfront' },
  secrets: { service: 'Secrets Manager', unit: 'secrets', per: 1, option: 'cloudfront' },
  transfer_gb: { service: 'Data transfer', unit: 'GB to the internet', per: 1, free: 100 },
} as const satisfies Readonly<Record<string, Meter>>;

export type MeterName = keyof typeof METERS;
