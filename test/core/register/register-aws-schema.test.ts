/** `aws` of register.json: defaults, and mistakes by their JSON path. */
import { describe, expect, it } from 'vitest';
import { parseRegister } from '#core/register/parse-register';
import { awsUrl, identityOf, type RegisterAws } from '#core/register/register-aws-schema';

const certificateArn = 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b';
const AWS = {
  domain: { name: 'register.example.com', certificateArn },
  identities: ['example.com'],
};
const read = (aws: object, more: object = {}) =>
  parseRegister(
    { file: 'register.json', text: JSON.stringify({ mail: { from: 'mail@example.com' }, ...more, aws }) },
    [],
  ).config.aws as RegisterAws;

describe('the deployment of the register', () => {
  it('needs a domain and an identity, and has a default for every other key', () => {
    expect(read(AWS)).toEqual({
      ...AWS,
      stage: 'prod',
      tags: {},
      production: true,
      logDays: 14,
      throttle: { requestsPerSecond: 50, burst: 100 },
    });
    expect(awsUrl(read(AWS))).toBe('https://register.example.com');
  });

  it.each([
    ['an unknown key', { ...AWS, buffer: {} }, '$.aws', '"buffer" is unknown here'],
    [
      'an unknown key of the domain',
      { ...AWS, domain: { ...AWS.domain, originSecret: 2 } },
      '$.aws.domain',
      '"originSecret" is unknown here',
    ],
    [
      'an unknown key of the alarms',
      { ...AWS, alarms: { topicArn: 'x' } },
      '$.aws.alarms',
      '"topicArn" is unknown here',
    ],
    ['no domain', { identities: ['example.com'] }, '$.aws.domain', 'is missing'],
    ['no identity', { domain: AWS.domain }, '$.aws.identities', 'is missing'],
    [
      'an identity that is neither domain nor address',
      { ...AWS, identities: ['https://example.com'] },
      '$.aws.identities[0]',
      'a domain or an address',
    ],
    [
      'a domain without certificate and zone',
      { ...AWS, domain: { name: 'register.example.com' } },
      '$.aws.domain.certificateArn',
      'name a certificate of the region',
    ],
    [
      'a name outside its zone',
      {
        ...AWS,
        domain: { name: 'register.example.org', hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' },
      },
      '$.aws.domain.zoneName',
      'does not lie in this zone',
    ],
    [
      'a certificate of another region',
      { ...AWS, region: 'eu-west-1' },
      '$.aws.domain.certificateArn',
      'another region than aws.region',
    ],
    ['a misspelt region', { ...AWS, region: 'eu-centrl-1' }, '$.aws.region', 'unknown AWS region'],
    [
      "a stage whose database would be another's",
      { ...AWS, stage: 'test-register' },
      '$.aws.stage',
      'another stage',
    ],
    [
      'a mail of nobody for alarms',
      { ...AWS, alarms: { email: 'ops' } },
      '$.aws.alarms.email',
      'an e-mail address',
    ],
    ['no throttle at all', { ...AWS, throttle: { burst: 0 } }, '$.aws.throttle.burst', 'at least 1'],
  ])('refuses %s', (_name, aws, path, problem) => {
    expect(() => read(aws)).toThrow(`register.json: ${path}: `);
    expect(() => read(aws)).toThrow(problem);
  });

  it.each([
    ['an origin that is not the domain', { url: 'https://www.example.com' }, '$.url', 'aws.domain'],
    ['mails without a sender', { mail: {} }, '$.mail.from', 'is missing'],
    [
      'a sender that SES would refuse',
      { mail: { from: 'Mail <mail@example.org>' } },
      '$.mail.from',
      'aws.identities',
    ],
    [
      'a sender of information that SES would refuse',
      { mail: { from: 'mail@example.com', informationFrom: 'news@myexample.com' } },
      '$.mail.informationFrom',
      'aws.identities',
    ],
  ])('refuses, beside it, %s', (_name, more, path, problem) => {
    expect(() => read(AWS, more)).toThrow(`register.json: ${path}: `);
    expect(() => read(AWS, more)).toThrow(problem);
  });

  it('finds the narrowest identity for a sender', () => {
    const identities = ['example.com', 'news.example.com', 'Mail@other.example'];
    const of = (address: string) => identityOf(address, { identities });
    expect([of('a@example.com'), of('a@x.News.example.com'), of('mail@other.example')]).toEqual(identities);
    expect([of('a@anexample.com'), of('b@other.example')]).toEqual([undefined, undefined]);
  });
});
