/** Several stages in one account: every name that must be unique in the account contains the stage's. */
import { describe, expect, it } from 'vitest';
import type { Template } from 'aws-cdk-lib/assertions';
import { resources, templatesOf } from './deployed.ts';
import { registerTemplate } from './register/registered.ts';

/** Properties in which CloudFormation takes a name that must be unique in an account (and region). */
const NAMES: readonly (readonly [type: string, nameOf: (properties: Record<string, any>) => unknown])[] = [
  ['AWS::Athena::WorkGroup', (one) => one['Name']],
  ['AWS::Glue::Database', (one) => one['DatabaseInput'].Name],
  ['AWS::CloudWatch::Alarm', (one) => one['AlarmName']],
  ['AWS::CloudWatch::Dashboard', (one) => one['DashboardName']],
  ['AWS::CloudFront::CachePolicy', (one) => one['CachePolicyConfig'].Name],
  ['AWS::CloudFront::OriginRequestPolicy', (one) => one['OriginRequestPolicyConfig'].Name],
  ['AWS::Logs::MetricFilter', (one) => one['MetricTransformations'][0].MetricName],
];
/** Names in the register's stack beside these. */
const REGISTER_NAMES: typeof NAMES = [
  ['AWS::SES::ConfigurationSet', (one) => one['Name']],
  ['AWS::Athena::WorkGroup', (one) => one['Name']],
  ['AWS::Glue::Database', (one) => one['DatabaseInput'].Name],
  ['AWS::CloudWatch::Alarm', (one) => one['AlarmName']],
  ['AWS::IAM::ManagedPolicy', (one) => one['ManagedPolicyName'] ?? one['Description']],
];
/** AWS generates the names of these, different each time. */
const UNNAMED = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::KMS::Alias': 'AliasName',
  'AWS::SecretsManager::Secret': 'Name',
};

const of = (stage: string) =>
  templatesOf({
    stage,
    alarms: {},
    encryption: 'kms',
    domain: {
      name: `${stage}.example.com`,
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b',
    },
  });

describe('two stages in one account', () => {
  const [one, other] = [of('test'), of('test-2')];

  const registers = ['test', 'test-2'].map((stage) => ({
    Register: registerTemplate({ stage, alarms: {} }),
  }));
  const namesIn =
    (type: string, nameOf: (typeof NAMES)[number][1]) => (templates: Readonly<Record<string, Template>>) => [
      ...new Set(
        resources(templates, type).map(([, resource]) => JSON.stringify(nameOf(resource.Properties))),
      ),
    ];

  it.each(NAMES)('share no name of %s', (type, nameOf) => {
    const namesOf = namesIn(type, nameOf);
    expect(namesOf(one).length).toBeGreaterThan(0);
    expect(namesOf(one).filter((name) => name === undefined || namesOf(other).includes(name))).toEqual([]);
  });

  it.each(REGISTER_NAMES)(
    "share no name of %s in the register's stacks, nor with the stream's",
    (type, nameOf) => {
      const namesOf = namesIn(type, nameOf);
      const [first = [], second = []] = registers.map(namesOf);
      expect(first.length).toBeGreaterThan(0);
      const others = [...second, ...namesOf(one), ...namesOf(other)];
      expect(first.filter((name) => name === undefined || others.includes(name))).toEqual([]);
    },
  );

  it.each(Object.entries(UNNAMED))('leave the name of each %s to AWS', (type, property) => {
    for (const [id, resource] of resources(one, type))
      expect(resource.Properties, id).not.toHaveProperty(property);
  });
});
