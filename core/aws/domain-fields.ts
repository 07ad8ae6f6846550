/** Keys of a domain on AWS: its name, and the DNS zone in which a certificate is proved. */
import { z } from 'zod';

export const hostName = z
  .string()
  .max(253)
  .regex(
    /^(?=.*\.)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    'a host name in lower case, as "stats.example.com"',
  );

export const zoneFields = {
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]{3,31}$/, 'the id of a Route 53 zone, as "Z0123456789ABC"')
    .optional()
    .describe('Public Route 53 zone in which the certificate is proved and the record is set.'),
  zoneName: hostName.optional().describe('Name of that zone, as "example.com".'),
};

interface DomainSettings {
  readonly name: string;
  readonly certificateArn?: string | undefined;
  readonly hostedZoneId?: string | undefined;
  readonly zoneName?: string | undefined;
}

/**
 * Reports where not exactly one of a certificate and a whole zone is named, or the name lies outside of the zone.
 * `certificate` says in words which certificate would do.
 */
export function checkDomain(
  { name, certificateArn, hostedZoneId, zoneName }: DomainSettings,
  certificate: string,
  issue: (key: string, message: string) => void,
): void {
  const zone = [hostedZoneId, zoneName];
  if (certificateArn === undefined && zone.every((field) => field === undefined))
    issue('certificateArn', `name ${certificate}, or hostedZoneId and zoneName to have one made`);
  if (certificateArn !== undefined && zone.some((field) => field !== undefined))
    issue('certificateArn', 'either a certificate or a hosted zone, not both');
  if (hostedZoneId !== undefined && zoneName === undefined) issue('zoneName', 'is needed with hostedZoneId');
  if (zoneName !== undefined && hostedZoneId === undefined) issue('hostedZoneId', 'is needed with zoneName');
  if (zoneName !== undefined && name !== zoneName && !name.endsWith(`.${zoneName}`))
    issue('zoneName', 'domain.name does not lie in this zone: write the zone that it ends in');
}
