/**
 * `aws.domain` of headcount.json: the collector's host name, its certificate and its DNS zone. It may not hold a
 * secret.
 */
import { z } from 'zod';

const hostName = z
  .string()
  .max(253)
  .regex(
    /^(?=.*\.)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    'a host name in lower case, as "stats.example.com"',
  );

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
    hostedZoneId: z
      .string()
      .regex(/^Z[A-Z0-9]{3,31}$/, 'the id of a Route 53 zone, as "Z0123456789ABC"')
      .optional()
      .describe('Public Route 53 zone in which the certificate is proved and the record is set.'),
    zoneName: hostName.optional().describe('Name of that zone, as "example.com".'),
    originSecret: z
      .int()
      .min(1)
      .max(1000)
      .default(1)
      .describe(
        'Raise it to have a new secret made, by which the collector knows what came through CloudFront.',
      ),
  })
  .superRefine((settings, context) => {
    const zone = [settings.hostedZoneId, settings.zoneName];
    const issue = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (settings.certificateArn === undefined && zone.every((field) => field === undefined))
      issue(
        'certificateArn',
        'name a certificate of us-east-1, or hostedZoneId and zoneName to have one made',
      );
    if (settings.certificateArn !== undefined && zone.some((field) => field !== undefined))
      issue('certificateArn', 'either a certificate or a hosted zone, not both');
    if (settings.hostedZoneId !== undefined && settings.zoneName === undefined)
      issue('zoneName', 'is needed with hostedZoneId');
    if (settings.zoneName !== undefined && settings.hostedZoneId === undefined)
      issue('hostedZoneId', 'is needed with zoneName');
    if (
      settings.zoneName !== undefined &&
      settings.name !== settings.zoneName &&
      !settings.name.endsWith(`.${settings.zoneName}`)
    )
      issue('zoneName', 'domain.name does not lie in this zone: write the zone that it ends in');
  });
