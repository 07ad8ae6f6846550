/**
 * `aws` of headcount.json: where and how the stream is deployed. It may not hold a secret: names of things only. Every
 * key has a default, so that `"aws": {}` deploys.
 */
import { z } from 'zod';
import { alarms } from './aws-alarms-schema.ts';
import { domain } from './aws-domain-schema.ts';
import { AWS_REGIONS } from './aws-regions.ts';

const positive = z.int().min(1);
/** Names of policies with their path, or ARNs of policies of an account or of AWS, as IAM accepts them. */
const POLICY = /^(arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;
/** Tags that every service accepts: docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAG_KEY = /^(?![aA][wW][sS]:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u;
const TAG_SIGNS = 'letters, digits, spaces and _ . : / = + - @';

/** Retention periods in days that CloudWatch Logs offers, up to 90. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90] as const;

export const awsSchema = z
  .strictObject({
    stage: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{0,18}[a-z0-9]$|^[a-z]$/,
        'lower-case letters, digits and -, at most 20, beginning with a letter',
      )
      .refine(
        (name) => !/-(store|scratch)$/.test(name),
        'cannot end in -store or -scratch: its databases would have the names of another stage',
      )
      .default('prod')
      .describe('Several stages can live in one account: it is part of every name.'),
    account: z
      .string()
      .regex(/^\d{12}$/, 'twelve digits, as text')
      .optional()
      .describe('Account to deploy to. Default: that of the credentials.'),
    region: z
      .string()
      .regex(/^[a-z]+(-[a-z]+)+-\d$/, 'a region, as "eu-central-1"')
      .refine(
        (name) => AWS_REGIONS.has(name),
        'unknown AWS region: check the spelling, for example "eu-central-1"',
      )
      .optional()
      .describe(
        'Region to deploy to; addresses are processed here. Default: that of the credentials. Firehose ' +
          'takes 5 MiB/s in us-east-1, us-west-2 and eu-west-1, and 1 MiB/s elsewhere, also in ' +
          'Frankfurt, until the quota is raised (docs/deploy.md).',
      ),
    qualifier: z
      .string()
      .regex(
        /^[a-z0-9]{1,10}$/,
        'the qualifier of the bootstrap stack, at most 10 lower-case letters and digits',
      )
      .optional()
      .describe('Of the bootstrap stack, where it is not the usual one.'),
    permissionsBoundary: z
      .string()
      .min(1, { abort: true })
      .regex(
        POLICY,
        'the name or the ARN of a managed policy, as "Boundary" or "arn:aws:iam::111122223333:policy/Boundary"',
      )
      .optional()
      .describe('Name or ARN of the managed policy that bounds every role.'),
    tags: z
      .record(
        z.string().regex(TAG_KEY, `a tag's key: 1 to 128 ${TAG_SIGNS}, not beginning with aws:`),
        z.string().regex(TAG_VALUE, `a tag's value: at most 256 ${TAG_SIGNS}`),
      )
      .default({})
      .describe('Tags of every resource.'),
    production: z
      .boolean()
      .default(true)
      .describe(
        'Termination protection, and data outlives its stack. False for a stage to try things on: ' +
          'empty buckets and tables go with it.',
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
    logDays: z
      .literal(LOG_RETENTION_DAYS)
      .default(14)
      .describe("Days that the functions' warnings are kept; no request leaves a line."),
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
