/**
 * The app's stacks of one stage: Lake, Collect, Analytics, Operations if alarms are on, and Certificate in us-east-1 if
 * a zone needs one.
 */
import { Stack, Tags, type StackProps } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { compose } from './compose.ts';
import type { Deployment } from './deployment.ts';
import { boundaryFor } from './boundary.ts';
import { certificateFor } from './collect/certificate.ts';

export interface HeadcountStacks {
  readonly stacks: Readonly<Record<string, Stack>>;
}

/** Creates the stacks below `app`; `props` apply to every stack (a synthesizer). */
export function headcountStacks(
  app: Construct,
  deployment: Deployment,
  props: StackProps = {},
): HeadcountStacks {
  const { aws } = deployment;
  const stacks: Record<string, Stack> = {};
  const stackFactory =
    (region: string | undefined) =>
    (part: string, description: string): Stack =>
      (stacks[part] ??= prepareStack(
        new Stack(app, `Headcount-${aws.stage}-${part}`, {
          ...props,
          description: `Headcount ${aws.stage}: ${description}`,
          terminationProtection: aws.production,
          env: {
            ...(aws.account === undefined ? {} : { account: aws.account }),
            ...(region === undefined ? {} : { region }),
          },
        }),
        deployment,
      ));
  const stack = stackFactory(aws.region);
  const certificate = certificateFor(deployment, stack, stackFactory('us-east-1'));
  compose(
    deployment,
    {
      lake: () => stack('Lake', 'buckets, tables and views'),
      collect: () => stack('Collect', 'from requests to arrivals'),
      analytics: () => stack('Analytics', "seal, releases, reports, and analysts' queries"),
      operations: () => stack('Operations', 'dashboard and alarms'),
    },
    certificate,
  );
  return { stacks };
}

function prepareStack(stack: Stack, { aws }: Deployment): Stack {
  for (const [name, value] of Object.entries(aws.tags)) Tags.of(stack).add(name, value);
  const boundary = boundaryFor(stack, aws.permissionsBoundary);
  if (boundary !== undefined) PermissionsBoundary.of(stack).apply(boundary);
  return stack;
}
