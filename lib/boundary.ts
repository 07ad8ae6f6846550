/** The permissions boundary of every role. It may not attach it: whoever owns the scope does. */
import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** By ARN, or by the name of a policy in the account deployed to; undefined where none is configured. */
export function boundaryOf(scope: Construct, nameOrArn: string | undefined): IManagedPolicy | undefined {
  if (nameOrArn === undefined) return undefined;
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/${nameOrArn}`;
  return ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', arn);
}
