/** How mail of the register leaves, and what comes back of it. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources } from '../deployed.ts';
import { registerTemplate } from './registered.ts';

const template = registerTemplate();

describe('the configuration set', () => {
  it('requires TLS, counts reputation, and neither tracks nor keeps a list of plain addresses', () => {
    template.hasResourceProperties('AWS::SES::ConfigurationSet', {
      DeliveryOptions: { TlsPolicy: 'REQUIRE' },
      ReputationOptions: { ReputationMetricsEnabled: true },
      SendingOptions: { SendingEnabled: true },
      SuppressionOptions: { SuppressedReasons: [] },
      VdmOptions: { DashboardOptions: { EngagementMetrics: 'DISABLED' } },
      TrackingOptions: Match.absent(),
    });
  });

  it('publishes bounces and complaints and nothing else, to a topic of its own', () => {
    const destinations = resources({ template }, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destinations.map(([, one]) => one.Properties['EventDestination'])).toEqual([
      {
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint'],
        SnsDestination: { TopicARN: { Ref: expect.stringContaining('RegisterMailEvents') } },
      },
    ]);
  });
});

describe('the topic of bounces and complaints', () => {
  it('is encrypted with the key of the register, which SES may use for topics of this account', () => {
    template.hasResourceProperties('AWS::SNS::Topic', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterStoreKey'), 'Arn'] },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'ses.amazonaws.com' },
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
            Condition: { StringLike: { 'kms:EncryptionContext:aws:sns:topicArn': Match.anyValue() } },
          }),
        ]),
      },
    });
  });

  it('takes messages of the configuration set alone, by TLS, and hands them to the mail function alone', () => {
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'ses.amazonaws.com' },
            Condition: { StringEquals: Match.objectLike({ 'AWS:SourceArn': Match.anyValue() }) },
          }),
        ]),
      },
    });
    expect(resources({ template }, 'AWS::SNS::Subscription').map(([, one]) => one.Properties)).toEqual([
      expect.objectContaining({
        Protocol: 'lambda',
        Endpoint: { 'Fn::GetAtt': [expect.stringContaining('RegisterMailFunction'), 'Arn'] },
      }),
    ]);
  });
});

describe('the mail function', () => {
  it('runs each minute, once at a time', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(* * * * ? *)',
      Target: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterMailFunction'), 'Arn'] } },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('sends mails'),
      ReservedConcurrentExecutions: 1,
    });
  });

  it('leaves what it could not file in an encrypted queue, for seven days', () => {
    template.hasResourceProperties('AWS::SQS::Queue', {
      KmsMasterKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterStoreKey'), 'Arn'] },
      MessageRetentionPeriod: 7 * 86_400,
    });
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterUnfiled'), 'Arn'] } },
      },
    });
  });
});
