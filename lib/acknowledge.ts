/** Findings of cdk-nag that are meant, each with its reason, kept where the resource is made. It may not silence a whole stack. */
import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Records why a rule does not hold for a construct and what lies below it; `rule` without the pack's prefix, as `IAM5[Resource::*]`. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-${rule}`, reason });
}
