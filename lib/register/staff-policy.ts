/**
 * The permissions of people who run commands of staff. It may not give access to the table, to a key, or to an object
 * beside those through which large inputs and results go.
 */
import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeObjects } from '../acknowledge.ts';
import type { RegisterFunction } from './register-function.ts';
import { STAFF_PREFIX, type RegisterStore } from './register-store.ts';

export interface StaffPolicyProps {
  readonly stage: string;
  readonly store: RegisterStore;
  readonly staff: RegisterFunction;
}

export function createStaffPolicy(
  scope: Construct,
  id: string,
  { stage, store, staff }: StaffPolicyProps,
): ManagedPolicy {
  const policy = new ManagedPolicy(scope, id, {
    managedPolicyName: `Headcount-${stage}-register-staff`,
    description: `Headcount ${stage}: commands of staff on the register.`,
    statements: [
      new PolicyStatement({
        sid: 'Commands',
        actions: ['lambda:InvokeFunction'],
        resources: [staff.lambda.functionArn],
      }),
      new PolicyStatement({
        sid: 'LargeInputsAndResults',
        actions: ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
        resources: [store.bucket.arnForObjects(`${STAFF_PREFIX}*`)],
      }),
      new PolicyStatement({
        sid: 'TheirEncryption',
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: [store.key.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `s3.${Aws.REGION}.amazonaws.com` } },
      }),
      new PolicyStatement({
        sid: 'FindsTheStack',
        actions: ['cloudformation:DescribeStacks'],
        resources: [Aws.STACK_ID],
      }),
    ],
  });
  acknowledgeObjects(
    policy,
    store.bucket,
    [`${STAFF_PREFIX}*`],
    'Each input and result has a name of its own.',
  );
  return policy;
}
