/** The pages' API, the functions behind and beside it, and what each of them is given. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources } from '../deployed.ts';
import { CERTIFICATE, HOST, registerTemplate } from './registered.ts';

const template = registerTemplate({ throttle: { requestsPerSecond: 7, burst: 9 }, logDays: 3 });
const zoned = registerTemplate({
  domain: { name: HOST, hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' },
});
const functions = resources({ template }, 'AWS::Lambda::Function').map(([, one]) => one.Properties);
const outputsOf = (from: typeof template) => from.toJSON()['Outputs'] as Record<string, { Value: unknown }>;

describe('the API', () => {
  it('is reached under its own domain alone, by TLS 1.2, by IPv4 and IPv6', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      DisableExecuteApiEndpoint: true,
      IpAddressType: 'dualstack',
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: HOST,
      DomainNameConfigurations: [
        Match.objectLike({
          CertificateArn: CERTIFICATE,
          EndpointType: 'REGIONAL',
          SecurityPolicy: 'TLS_1_2',
          IpAddressType: 'dualstack',
        }),
      ],
    });
    expect(resources({ template }, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
  });

  it('is throttled, and keeps no line of a request', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 7, ThrottlingBurstLimit: 9 },
      AccessLogSettings: Match.absent(),
    });
  });

  it('tells which record to set, or sets it where a zone is named, with a certificate of its own', () => {
    expect(JSON.stringify(outputsOf(template)['RegisterCname'])).toContain(`${HOST} CNAME `);
    expect(resources({ template }, 'AWS::Route53::RecordSet')).toEqual([]);
    expect(outputsOf(zoned)).not.toHaveProperty('RegisterCname');
    expect(resources({ zoned }, 'AWS::Route53::RecordSet').map(([, one]) => one.Properties['Type'])).toEqual([
      'A',
      'AAAA',
    ]);
    zoned.hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: HOST });
  });
});

describe('the functions', () => {
  it('are four, as those of the stream, with warnings kept as long as configured and no line of a request', () => {
    expect(functions).toHaveLength(4);
    for (const one of functions)
      expect(one).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
      });
    for (const [, one] of resources({ template }, 'AWS::Logs::LogGroup'))
      expect(one.Properties['RetentionInDays']).toBe(3);
  });

  it('keep their counts, which Lambda takes for lines of information', () => {
    for (const one of functions) expect(one['LoggingConfig'].ApplicationLogLevel).toBe('INFO');
  });

  it('know where table, bucket and keys are; the one of staff who sends; and one each the open bucket and SES', () => {
    const common = ['HASH_SECRET', 'LINK_SECRET', 'BUCKET', 'TABLE'];
    const named = (word: string) =>
      Object.keys(
        functions.find((one) => (one['Description'] as string).includes(word))?.['Environment'].Variables,
      )
        .map((name) => name.replace('HEADCOUNT_REGISTER_', ''))
        .toSorted();
    expect(named('answers pages')).toEqual(common.toSorted());
    expect(named('commands of staff')).toEqual([...common, 'MAIL_FUNCTION'].toSorted());
    expect(named('sends mails')).toEqual([...common, 'CONFIGURATION_SET'].toSorted());
    expect(named('erases what is due')).toEqual([...common, 'OPEN_BUCKET'].toSorted());
  });

  it('end before the API gives up on them (30 s), or after the longest time that Lambda gives', () => {
    const timeouts = functions.map((one) => one['Timeout'] as number).toSorted((a, b) => a - b);
    expect(timeouts).toEqual([20, 900, 900, 900]);
  });

  it('the sweep runs once a day in the time zone of the register', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(15 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      Target: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterSweepFunction'), 'Arn'] } },
    });
  });
});
