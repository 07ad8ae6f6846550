/** `aws` of headcount.json: defaults, and mistakes by their JSON path. */
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { describe, expect, it } from 'vitest';
import { AWS_REGIONS } from '#core/aws/aws-regions';
import { DEFAULT_AWS } from '#core/config/aws-schema';
import { parseConfig } from '#core/config/parse-config';

const parse = (aws: object) =>
  parseConfig(JSON.stringify({ sites: [{ id: 's', hosts: ['www.example.com'] }], aws })).aws;
const zone = { hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };
const certificateArn = 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b';

describe('the configuration of a deployment', () => {
  it('has a default for every key', () => {
    expect(parse({})).toEqual(DEFAULT_AWS);
    expect(DEFAULT_AWS).toMatchObject({
      stage: 'prod',
      production: true,
      encryption: 's3',
      versionedFacts: true,
      buffer: { seconds: 900, mebibytes: 128 },
    });
  });

  it('knows the regions that aws-cdk-lib knows', () => {
    expect([...AWS_REGIONS].toSorted()).toEqual(RegionInfo.regions.map((one) => one.name).toSorted());
  });

  it.each([
    ['an unknown key', { stages: 'x' }, '$.aws', 'stages'],
    ['a stage in capitals', { stage: 'Prod' }, '$.aws.stage', 'lower-case letters'],
    ['a stage of more than 20 letters', { stage: 'a'.repeat(21) }, '$.aws.stage', 'at most 20'],
    [
      "a stage whose database would be another's store",
      { stage: 'test-store' },
      '$.aws.stage',
      'another stage',
    ],
    [
      "a stage whose database would be another's scratch",
      { stage: 'test-scratch' },
      '$.aws.stage',
      'another stage',
    ],
    [
      "a stage whose database would be another's register",
      { stage: 'test-register' },
      '$.aws.stage',
      'another stage',
    ],
    ['an account of eleven digits', { account: '11112222333' }, '$.aws.account', 'twelve digits'],
    ['a misspelt region', { region: 'eu-centrl-1' }, '$.aws.region', 'unknown AWS region'],
    ['a zone in place of a region', { region: 'eu-central-1a' }, '$.aws.region', 'a region'],
    ["a buffer beyond Firehose's", { buffer: { seconds: 901 } }, '$.aws.buffer.seconds', '900'],
    ['a buffer too small for conversion', { buffer: { mebibytes: 5 } }, '$.aws.buffer.mebibytes', '64'],
    [
      'a certificate of another region',
      {
        domain: {
          name: 'stats.example.com',
          certificateArn: certificateArn.replace('us-east-1', 'eu-central-1'),
        },
      },
      '$.aws.domain.certificateArn',
      'an ACM certificate of us-east-1',
    ],
    [
      'a domain without certificate and zone',
      { domain: { name: 'stats.example.com' } },
      '$.aws.domain.certificateArn',
      'name a certificate',
    ],
    [
      'a domain with both',
      { domain: { name: 'stats.example.com', certificateArn, ...zone } },
      '$.aws.domain.certificateArn',
      'either',
    ],
    [
      'a zone without its name',
      { domain: { name: 'stats.example.com', hostedZoneId: zone.hostedZoneId } },
      '$.aws.domain.zoneName',
      'is needed',
    ],
    [
      'a name outside its zone',
      { domain: { name: 'stats.example.org', ...zone } },
      '$.aws.domain.zoneName',
      'domain.name does not lie in this zone: write the zone that it ends in',
    ],
    [
      'two ways for alarms to go',
      { alarms: { email: 'ops@example.com', topicArn: 'arn:aws:sns:eu-central-1:111122223333:ops' } },
      '$.aws.alarms.email',
      'either',
    ],
    [
      'a topic of another region, which no alarm reaches',
      { region: 'eu-central-1', alarms: { topicArn: 'arn:aws:sns:us-east-1:111122223333:ops' } },
      '$.aws.alarms.topicArn',
      'another region',
    ],
    [
      'a boundary that is no policy',
      { permissionsBoundary: 'arn:aws:s3:::bucket' },
      '$.aws.permissionsBoundary',
      'the name or the ARN of a managed policy',
    ],
    [
      'a boundary that no policy can be called',
      { permissionsBoundary: 'my boundary' },
      '$.aws.permissionsBoundary',
      'the name or the ARN of a managed policy',
    ],
    ["a tag of AWS's own", { tags: { 'aws:team': 'web' } }, '$.aws.tags.aws:team', 'not beginning with aws:'],
    [
      'a tag with signs that AWS does not take',
      { tags: { 'team<': 'web' } },
      '$.aws.tags.team<',
      'letters, digits',
    ],
    [
      "a tag's value with signs that AWS does not take",
      { tags: { team: 'web;shop' } },
      '$.aws.tags.team',
      'at most 256 letters',
    ],
    ['a time that logs cannot be kept', { logDays: 10 }, '$.aws.logDays', '14'],
    ["a cut-off below Athena's 10 MB", { scanCutoffGb: 0.001 }, '$.aws.scanCutoffGb', '0.01'],
  ])('refuses %s', (_name, aws, path, problem) => {
    expect(() => parse(aws)).toThrow(`${path}: `);
    expect(() => parse(aws)).toThrow(problem);
  });

  it('takes a zone with its name, or a certificate', () => {
    expect(parse({ domain: { name: 'stats.example.com', ...zone } })?.domain).toEqual({
      name: 'stats.example.com',
      ...zone,
      originSecret: 1,
    });
    expect(parse({ domain: { name: 'stats.example.com', certificateArn } })?.domain?.certificateArn).toBe(
      certificateArn,
    );
  });
});
