/**
 * Acknowledges intended findings of cdk-nag, each with its reason, next to the resource. It may not silence a whole
 * stack.
 */
import { Stack, Validations } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/**
 * Records why a rule does not apply to a construct and its children; `rule` lacks the pack's prefix, as
 * `IAM5[Resource::*]`.
 */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}

/** Records why policies below `scope` name objects of a bucket by prefixes (`errors/*`) rather than one by one. */
export function acknowledgeObjects(
  scope: IConstruct,
  bucket: IBucket,
  prefixes: readonly string[],
  reason: string,
): void {
  const owner = Stack.of(bucket);
  // cdk-nag's spelling of the ARN: for a bucket of another stack, the name of its export.
  const arn =
    owner === Stack.of(scope)
      ? `<${(owner.resolve(bucket.bucketArn) as { 'Fn::GetAtt': readonly string[] })['Fn::GetAtt'].join('.')}>`
      : (owner.resolve(owner.exportValue(bucket.bucketArn)) as { 'Fn::ImportValue': string })[
          'Fn::ImportValue'
        ];
  for (const prefix of prefixes) acknowledge(scope, `IAM5[Resource::${arn}/${prefix}]`, reason);
}
