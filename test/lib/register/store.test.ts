/** Where the register keeps what it holds: encryption, recovery, and what survives the stack. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { resources } from '../deployed.ts';
import { registerTemplate } from './registered.ts';

const template = registerTemplate();
const trial = registerTemplate({ production: false });
const KEY = { 'Fn::GetAtt': [Match.stringLikeRegexp('RegisterStoreKey'), 'Arn'] };

describe('the table', () => {
  it('has keys by text, an index of refs alone, a key of its own, and recovery for seven days', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-list',
          KeySchema: [
            { AttributeName: 'list', KeyType: 'HASH' },
            { AttributeName: 'ref', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KEY },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      DeletionProtectionEnabled: true,
      StreamSpecification: Match.absent(),
      TimeToLiveSpecification: Match.absent(),
    });
  });
});

describe('in production', () => {
  it('everything that holds a person, and its key, survives the stack, and the stack is protected', () => {
    for (const type of [
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
    ]) {
      const found = resources({ template }, type);
      expect(found.length, type).toBeGreaterThan(0);
      for (const [id, one] of found)
        expect([one.DeletionPolicy, one.UpdateReplacePolicy], id).toEqual(['RetainExceptOnCreate', 'Retain']);
    }
  });

  it('a stage to try things on leaves nothing behind', () => {
    for (const type of [
      'AWS::DynamoDB::Table',
      'AWS::S3::Bucket',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
    ])
      for (const [id, one] of resources({ trial }, type)) expect(one.DeletionPolicy, id).toBe('Delete');
    trial.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: false });
  });
});

describe('the buckets', () => {
  const buckets = resources({ template }, 'AWS::S3::Bucket');
  const [persons, open] = ['Store', 'Open'].map(
    (part) => buckets.find(([id]) => id.includes(part))?.[1].Properties,
  );

  it('are closed to the public, take TLS alone, and keep no old version of what was erased', () => {
    expect(buckets).toHaveLength(2);
    for (const [id, { Properties }] of buckets) {
      expect(Object.values(Properties['PublicAccessBlockConfiguration']), id).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(Properties, id).not.toHaveProperty('VersioningConfiguration');
      expect(Properties, id).not.toHaveProperty('LoggingConfiguration');
      expect(Properties, id).not.toHaveProperty('ReplicationConfiguration');
    }
  });

  it('that of persons is under the key of the register, the open one is not', () => {
    const encryption = (one: typeof open) =>
      one?.['BucketEncryption'].ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault;
    expect(encryption(persons)).toMatchObject({ SSEAlgorithm: 'aws:kms' });
    expect(encryption(open)).toEqual({ SSEAlgorithm: 'AES256' });
  });

  it("delete staff's inputs and results after a day, and what was given up never", () => {
    const rules = persons?.['LifecycleConfiguration'].Rules as {
      Prefix?: string;
      ExpirationInDays?: number;
    }[];
    expect(rules.filter((one) => one.ExpirationInDays !== undefined)).toEqual([
      expect.objectContaining({ Prefix: 'staff/', ExpirationInDays: 1 }),
    ]);
  });
});

describe('the secrets', () => {
  it('hold 64 hexadecimal digits; CloudFormation would draw anew if this ever changed', () => {
    const secrets = resources({ template }, 'AWS::SecretsManager::Secret');
    expect(secrets).toHaveLength(2);
    for (const [id, { Properties }] of secrets) {
      expect(Properties['GenerateSecretString'], id).toEqual({
        PasswordLength: 64,
        ExcludePunctuation: true,
        ExcludeUppercase: true,
        ExcludeCharacters: 'ghijklmnopqrstuvwxyz',
        RequireEachIncludedType: false,
      });
      expect(JSON.stringify(Properties['KmsKeyId']), id).toContain('RegisterStoreKey');
    }
  });
});
