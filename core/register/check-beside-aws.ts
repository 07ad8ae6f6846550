/** What the rest of register.json has to say where the register is deployed on AWS. */
import { addressIn } from './mail-schema.ts';
import { awsUrl, identityOf, type RegisterAws } from './register-aws-schema.ts';

type Senders = Readonly<Partial<Record<'from' | 'informationFrom', string | undefined>>>;

/** Reports an origin that is not the domain's, and senders that SES would refuse. */
export function checkBesideAws(
  url: string | undefined,
  mail: Senders,
  aws: RegisterAws,
  issue: (path: string[], message: string) => void,
): void {
  if (url !== undefined && url !== awsUrl(aws))
    issue(['url'], 'is not the origin of aws.domain: leave it out, or write "https://" and aws.domain.name');
  if (mail.from === undefined)
    issue(
      ['mail', 'from'],
      'is missing: add an address that aws.identities covers, since SES needs a sender',
    );
  for (const key of ['from', 'informationFrom'] as const) {
    const sender = mail[key];
    if (sender !== undefined && identityOf(addressIn(sender), aws) === undefined)
      issue(
        ['mail', key],
        'is covered by none of aws.identities, so SES would refuse it: add its domain there, or change it here',
      );
  }
}
