/**
 * `aws` of register.json: where and how the register is deployed. It may not hold a secret, nor anything of the usage
 * stream.
 */
import { z } from 'zod';
import { deploymentFields } from '../aws/deployment-fields.ts';
import { checkDomain, hostName, zoneFields } from '../aws/domain-fields.ts';
import { closedObject } from './closed-object.ts';
import { isEmailAddress } from './email-address.ts';

/** The host of the pages. API Gateway takes a certificate of its own region alone. */
const domain = closedObject({
  name: hostName,
  certificateArn: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
      'the ARN of an ACM certificate of the region that the register is deployed to',
    )
    .optional(),
  ...zoneFields,
}).superRefine((settings, context) =>
  checkDomain(settings, 'a certificate of the region', (key, message) =>
    context.addIssue({ code: 'custom', path: [key], message }),
  ),
);

/** What SES knows as verified: a domain, which covers those below it, or one address. */
const identity = z
  .string()
  .refine(
    (name) => hostName.safeParse(name).success || isEmailAddress(name),
    'has to be a domain or an address that SES has verified, as "example.com"',
  );

const alarms = closedObject({
  on: z.boolean().default(true),
  email: z
    .string()
    .refine(isEmailAddress, { error: 'has to be an e-mail address, as "ops@example.com"' })
    .optional(),
});

const throttle = closedObject({
  requestsPerSecond: z.int().min(1).max(10_000).default(50),
  burst: z.int().min(1).max(5000).default(100),
});

export const registerAwsSchema = closedObject({
  ...deploymentFields,
  domain,
  identities: z.array(identity).min(1).max(10),
  alarms: alarms.optional(),
  throttle: throttle.prefault({}),
}).superRefine(({ region, domain: { certificateArn } }, context) => {
  const place = certificateArn?.split(':')[3];
  if (place !== undefined && region !== undefined && place !== region)
    context.addIssue({
      code: 'custom',
      path: ['domain', 'certificateArn'],
      message:
        'is in another region than aws.region: API Gateway takes a certificate of its own region alone',
    });
});

export type RegisterAws = z.output<typeof registerAwsSchema>;

/** Returns the origin of the pages. */
export const awsUrl = ({ domain: { name } }: Pick<RegisterAws, 'domain'>): string => `https://${name}`;

/** Returns the identity that covers the address of a sender, the most specific one; undefined where none does. */
export function identityOf(
  address: string,
  { identities }: Pick<RegisterAws, 'identities'>,
): string | undefined {
  const lower = address.toLowerCase();
  return identities
    .filter((name) => {
      const known = name.toLowerCase();
      return known.includes('@')
        ? lower === known
        : lower.endsWith(`@${known}`) || lower.endsWith(`.${known}`);
    })
    .toSorted((a, b) => b.length - a.length)[0];
}
