/**
 * `aws.domain` of headcount.json: the collector's host name, its certificate and its DNS zone. It may not hold a
 * secret.
 */
import { z } from 'zod';
import { checkDomain, hostName, zoneFields } from '../aws/domain-fields.ts';

/** Either a certificate, or a hosted zone in which one is created. */
export const domain = z
  .strictObject({
    name: hostName.describe(
      'Host under which the collector is reached, best below the site\'s own domain: "stats.example.com".',
    ),
    certificateArn: z
      .string()
      .regex(
        /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
        'an ACM certificate of us-east-1: CloudFront takes no other',
      )
      .optional()
      .describe(
        'Certificate for the name, in us-east-1; with it no DNS record is made, and an output names the CNAME to set.',
      ),
    ...zoneFields,
    originSecret: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe(
        'Raise it to have a new secret made, by which the collector knows what came through CloudFront.',
      ),
  })
  .superRefine((settings, context) =>
    checkDomain(settings, 'a certificate of us-east-1', (key, message) =>
      context.addIssue({ code: 'custom', path: [key], message }),
    ),
  );
