/**
 * `aws` of headcount.json: where and how the stream is deployed. It may not hold a secret: names of things only. Every
 * key has a default, so that `"aws": {}` deploys.
 */
import { z } from 'zod';
import { deploymentFields } from '../aws/deployment-fields.ts';
import { alarms } from './aws-alarms-schema.ts';
import { domain } from './aws-domain-schema.ts';

const positive = z.int().min(1);

export const awsSchema = z
  .strictObject({
    ...deploymentFields,
    region: deploymentFields.region.describe(
      'Region to deploy to; addresses are processed here. Default: that of the credentials. Firehose ' +
        'takes 5 MiB/s in us-east-1, us-west-2 and eu-west-1, and 1 MiB/s elsewhere, also in ' +
        'Frankfurt, until the quota is raised (docs/deploy.md).',
    ),
    domain: domain
      .optional()
      .describe(
        'CloudFront in front of the collector: first-party host, country header. Without it addresses ' +
          'are processed in the region only.',
      ),
    alarms: alarms
      .optional()
      .describe('Dashboard and alarms. Left out: none, since they cost up to 6 USD per month.'),
    buffer: z
      .strictObject({
        seconds: z
          .int()
          .min(60)
          .max(900)
          .default(900)
          .describe(
            'Firehose writes an object at least this often while something arrives; longer tells less of ' +
              'access times and makes fewer, cheaper objects.',
          ),
        mebibytes: z
          .int()
          .min(64)
          .max(128)
          .default(128)
          .describe('... or when this much has arrived; at least 64 with conversion to Parquet.'),
      })
      .default({ seconds: 900, mebibytes: 128 })
      .describe('When delivered events are written to the lake.'),
    throttle: z
      .strictObject({
        requestsPerSecond: positive
          .max(10_000)
          .default(500)
          .describe('Requests per second, all visitors together; above it, 429.'),
        burst: positive.max(5000).default(1000).describe('Requests at once.'),
      })
      .default({ requestsPerSecond: 500, burst: 1000 })
      .describe(
        'Limits of the HTTP API; never counted by address. An account has 10,000 a second in each region.',
      ),
    encryption: z
      .enum(['s3', 'kms'])
      .default('s3')
      .describe(
        '`s3`: keys that AWS owns, at no cost. `kms`: two keys of your own, one for arrivals and ' +
          'salts, one for facts, 1 USD per month each.',
      ),
    versionedFacts: z
      .boolean()
      .default(true)
      .describe(
        'Keeps what was overwritten in the bucket of facts, releases and reports for 30 days. Arrivals ' +
          'are never versioned.',
      ),
    scanCutoffGb: z
      .number()
      .min(0.01)
      .max(10_000)
      .default(10)
      .describe('Most that one query of an analyst may scan, in GB; 10 GB are 0.05 USD.'),
    resultsDays: positive
      .max(365)
      .default(7)
      .describe("Days that the results of analysts' queries are kept."),
  })
  .superRefine((settings, context) => {
    const topic = settings.alarms?.topicArn?.split(':')[3];
    if (topic !== undefined && settings.region !== undefined && topic !== settings.region)
      context.addIssue({
        code: 'custom',
        path: ['alarms', 'topicArn'],
        message: 'is in another region than aws.region: alarms can only use topics of their own region',
      });
  });

export type AwsConfig = z.output<typeof awsSchema>;

/** The settings that apply where headcount.json has no `aws`. */
export const DEFAULT_AWS: AwsConfig = awsSchema.parse({});
