/**
 * Keys of a deployment on AWS that headcount.json and register.json both have. It holds shapes only: no value of one
 * half may be the other's default.
 */
import { z } from 'zod';
import { AWS_REGIONS } from './aws-regions.ts';

/** Names of policies with their path, or ARNs of policies of an account or of AWS, as IAM accepts them. */
const POLICY = /^(arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/)?([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;
/** Tags that every service accepts: docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAG_KEY = /^(?![aA][wW][sS]:)[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u;
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u;
const TAG_SIGNS = 'letters, digits, spaces and _ . : / = + - @';
/** Retention periods in days that CloudWatch Logs offers, up to 90. */
const LOG_RETENTION_DAYS = [1, 3, 5, 7, 14, 30, 60, 90] as const;

export const deploymentFields = {
  stage: z
    .string()
    .regex(
      /^[a-z][a-z0-9-]{0,18}[a-z0-9]$|^[a-z]$/,
      'lower-case letters, digits and -, at most 20, beginning with a letter',
    )
    .refine(
      (name) => !/-(store|scratch|register)$/.test(name),
      'cannot end in -store, -scratch or -register: its databases would have the names of another stage',
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
    .optional(),
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
  logDays: z
    .literal(LOG_RETENTION_DAYS)
    .default(14)
    .describe("Days that the functions' warnings are kept; no request leaves a line."),
};
