/** The complete permissions of each function's role, so that an added or dropped grant is noticed. */
import { describe, expect, it } from 'vitest';
import { resources, statementsOf, templatesOf, type Statement } from './deployed.ts';

const templates = templatesOf();
const kms = templatesOf({ encryption: 'kms' });
const allowed = (role: string, from = templates) => statementsOf(from, role);
const actionsOf = (role: string) =>
  allowed(role)
    .flatMap((one) => one.Action)
    .filter((action) => !action.startsWith('logs:'))
    .toSorted();
/** Returns the prefixes of objects on which a role may perform `action`. */
const prefixes = (role: string, action: string) =>
  [
    ...new Set(
      allowed(role)
        .filter((one) => [one.Action].flat().includes(action))
        .flatMap((one) => JSON.stringify(one.Resource).match(/\/[a-z/-]+\*/g) ?? []),
    ),
  ].toSorted();

describe('a role', () => {
  it('the role of the redrive sends to Firehose, and returns to the queue what replaces a late record', () => {
    expect(actionsOf('CollectFallbackRedriveRole')).toEqual([
      'firehose:PutRecordBatch',
      'sqs:ChangeMessageVisibility',
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ]);
  });

  it('the role of the sweep reads, rewrites and deletes error objects, and lists no others', () => {
    expect(actionsOf('CollectErrorsSweepRole')).toEqual([
      'firehose:PutRecordBatch',
      's3:DeleteObject',
      's3:GetObject',
      's3:ListBucket',
      's3:PutObject',
      'sqs:DeleteMessage',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
    ]);
    expect(
      allowed('CollectErrorsSweepRole').find((one) => one.Action === 's3:ListBucket')?.Condition,
    ).toEqual({ StringLike: { 's3:prefix': ['errors/', 'errors/*'] } });
  });

  it('the role of the keeper deletes salts and does nothing else', () => {
    expect(actionsOf('CollectSaltsKeeperRole')).toEqual(['dynamodb:DeleteItem']);
  });

  it('only the role of the seal deletes facts and arrivals, and no role writes arrivals or changes where they lie', () => {
    expect(prefixes('AnalyticsPipelineSealRole', 's3:DeleteObject')).toEqual([
      '/arrivals/*',
      '/calendar/*',
      '/completeness/*',
      '/facts/*',
      '/scratch/seal-*',
      '/seals/*',
      '/vocabularies/*',
    ]);
    expect(prefixes('AnalyticsPipelineSealRole', 's3:PutObject')).toEqual([
      '/calendar/*',
      '/completeness/*',
      '/facts/*',
      '/results/*',
      '/scratch/seal-*',
      '/seals/*',
      '/vocabularies/*',
    ]);
    expect(prefixes('AnalyticsPipelineReleaseRole', 's3:DeleteObject')).toEqual(['/scratch/settle-*']);
    expect(prefixes('AnalyticsPipelineReleaseRole', 's3:PutObject')).toEqual([
      '/facts/*',
      '/releases/*',
      '/results/*',
      '/scratch/settle-*',
      '/seals/*',
      '/vocabularies/*',
    ]);
    for (const name of ['Seal', 'Release']) {
      const changed = allowed(`AnalyticsPipeline${name}Role`).filter((one) =>
        [one.Action].flat().includes('glue:UpdateTable'),
      );
      expect(changed, name).toHaveLength(1);
      expect(JSON.stringify(changed), name).not.toContain('_scratch/arrivals"');
    }
  });

  it('the role of the pages writes reports and decisions about names, and no release', () => {
    expect(prefixes('AnalyticsPipelineReportRole', 's3:PutObject')).toEqual([
      '/releases/names/*',
      '/reports/*',
    ]);
    expect(actionsOf('AnalyticsPipelineReportRole')).not.toContain('s3:DeleteObject');
  });

  it("a role that touches arrivals, salts or queues may use their key where it is one's own", () => {
    for (const role of [
      'CollectCollectorRole',
      'CollectFallbackRedriveRole',
      'CollectErrorsSweepRole',
      'CollectSaltsKeeperRole',
      'AnalyticsPipelineSealRole',
      'AnalyticsPipelineReleaseRole',
    ]) {
      const uses = allowed(role, kms).filter(
        (one) =>
          [one.Action].flat().includes('kms:Decrypt') && JSON.stringify(one.Resource).includes('ArrivalsKey'),
      );
      expect(
        uses.some((one) => [one.Action].flat().includes('kms:GenerateDataKey')),
        role,
      ).toBe(true);
    }
  });

  it('a role of a schedule or of Firehose can be assumed for this account alone', () => {
    const trusted = resources(templates, 'AWS::IAM::Role')
      .map(([id, one]) => [id, one.Properties['AssumeRolePolicyDocument'].Statement[0]] as const)
      .filter(([, one]) => /scheduler|firehose/.test(JSON.stringify(one.Principal)));
    expect(trusted).toHaveLength(6);
    for (const [id, one] of trusted) {
      const key = JSON.stringify(one.Principal).includes('firehose') ? 'sts:ExternalId' : 'aws:SourceAccount';
      expect(one.Condition, id).toEqual({ StringEquals: { [key]: { Ref: 'AWS::AccountId' } } });
    }
  });
});

describe("the salts' own policy", () => {
  it('denies every way of changing or deleting a salt to all but one role each', () => {
    const table = resources(templates, 'AWS::DynamoDB::Table').find(([id]) => id.includes('Salts'))?.[1];
    const statements = table?.Properties['ResourcePolicy'].PolicyDocument.Statement as (Statement & {
      Sid: string;
    })[];
    const of = (sid: string) => statements.find((one) => one.Sid === sid);
    expect([of('OnlyTheCollectorWrites')?.Effect, of('OnlyTheCollectorWrites')?.Action]).toEqual([
      'Deny',
      [
        'dynamodb:BatchWriteItem',
        'dynamodb:PartiQLInsert',
        'dynamodb:PartiQLUpdate',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
      ],
    ]);
    expect(JSON.stringify(of('OnlyTheCollectorWrites')?.Condition)).toMatch(
      /^\{"StringNotEquals":\{"aws:PrincipalArn":.*CollectCollectorRole/,
    );
    expect(of('OnlyTheKeeperDeletes')?.Action).toEqual(['dynamodb:DeleteItem', 'dynamodb:PartiQLDelete']);
    expect(table?.Properties['ContributorInsightsSpecification']).toEqual({ Enabled: false });
  });
});

describe('a function', () => {
  const named = (word: string, from = templates) =>
    resources(from, 'AWS::Lambda::Function').find(([, one]) =>
      (one.Properties['Description'] as string).includes(word),
    )?.[1].Properties;

  it('a function that answers requests ends before the API gives up on it (30 s), and a redrive while its messages are hidden', () => {
    expect(named('answers visitors')?.['Timeout']).toBeLessThan(30);
    // Lambda's guide: six times the function's time.
    expect(6 * (named('fallback queue')?.['Timeout'] as number)).toBeLessThanOrEqual(900);
  });

  it('a function of the pipeline is not retried by Lambda, since the next tick continues; nor is a tick older than ten minutes', () => {
    const tried = resources(templates, 'AWS::Lambda::EventInvokeConfig').map(([, one]) => one.Properties);
    expect(tried.map((one) => one['MaximumRetryAttempts'])).toEqual([0, 0, 0]);
    for (const [, one] of resources(templates, 'AWS::Scheduler::Schedule'))
      expect(one.Properties['Target'].RetryPolicy).toEqual({
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 600,
      });
  });
});

describe("a key of one's own", () => {
  it('a key encrypts what Firehose writes, and is requested once per bucket and period, not once per object', () => {
    const stream = resources(kms, 'AWS::KinesisFirehose::DeliveryStream')[0]?.[1].Properties[
      'ExtendedS3DestinationConfiguration'
    ];
    expect(JSON.stringify(stream.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN)).toContain(
      'ArrivalsKey',
    );
    for (const [id, one] of resources(kms, 'AWS::S3::Bucket'))
      expect(
        one.Properties['BucketEncryption'].ServerSideEncryptionConfiguration[0].BucketKeyEnabled,
        id,
      ).toBe(true);
    const group = resources(kms, 'AWS::Athena::WorkGroup')
      .map(([, one]) => one.Properties)
      .find((one) => (one['Name'] as string).endsWith('pipeline'));
    expect(
      JSON.stringify(group?.['WorkGroupConfiguration'].ResultConfiguration.EncryptionConfiguration),
    ).toContain('ArrivalsKey');
  });
});

describe('CloudFront', () => {
  it('asks the API by TLS alone, and is asked by it', () => {
    const named = templatesOf({
      domain: {
        name: 'stats.example.com',
        certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b',
      },
    });
    const settings = resources(named, 'AWS::CloudFront::Distribution')[0]?.[1].Properties[
      'DistributionConfig'
    ];
    expect(settings.Origins[0].CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(
      [settings.DefaultCacheBehavior, ...settings.CacheBehaviors].map((one) => one.ViewerProtocolPolicy),
    ).toEqual(['https-only', 'https-only', 'https-only']);
  });
});
