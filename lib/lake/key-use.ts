/** What a role needs of a key of our own; nothing where S3 holds the keys. It may not administer a key. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** To read and write what the key encrypts, in S3, SQS and DynamoDB. */
export function decryptAndEncrypt(key: IKey | undefined): PolicyStatement[] {
  return key === undefined
    ? []
    : [
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
          resources: [key.keyArn],
        }),
      ];
}
