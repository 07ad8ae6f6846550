/** The permissions a role needs on a key of our own. It may not allow administration of the key. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/**
 * Returns statements for reading and writing what the key encrypts in S3, SQS and DynamoDB; none if S3 manages the
 * keys.
 */
export function keyUseStatements(key: IKey | undefined): PolicyStatement[] {
  return key === undefined
    ? []
    : [
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
          resources: [key.keyArn],
        }),
      ];
}
