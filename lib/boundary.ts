/** Looks up the permissions boundary of every role; the owner of the scope attaches it. */
import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Returns the policy by its ARN, or by its name in the account deployed to; undefined if none is configured. */
export function boundaryFor(scope: Construct, nameOrArn: string | undefined): IManagedPolicy | undefined {
  if (nameOrArn === undefined) return undefined;
  const arn = nameOrArn.startsWith('arn:')
    ? nameOrArn
    : `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:policy/${nameOrArn}`;
  return ManagedPolicy.fromManagedPolicyArn(scope, 'PermissionsBoundary', arn);
}
