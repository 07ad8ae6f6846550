/** The register's stack of one stage, `Headcount-STAGE-Register`. It may not refer to a stack of the usage stream. */
import { CfnOutput, Stack, Tags, type StackProps } from 'aws-cdk-lib';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { awsUrl } from '#core/register/register-aws-schema';
import { boundaryFor } from '../boundary.ts';
import { createAlarmTopic } from '../operations/alarm-topic.ts';
import { createAlarm } from '../operations/create-alarm.ts';
import { registerAlarms } from './register-alarms.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import { Register } from './register.ts';

export interface RegisterStack {
  readonly stack: Stack;
  /** The bucket with `demand.json`, in which nothing is about a person. */
  readonly openBucket: IBucket;
}

/** Creates the stack below `app`; `props` are those of a stack (a synthesizer). */
export function registerStack(
  app: Construct,
  deployment: RegisterDeployment,
  props: StackProps = {},
): RegisterStack {
  const { aws } = deployment;
  const stack = new Stack(app, `Headcount-${aws.stage}-Register`, {
    ...props,
    description: `Headcount ${aws.stage}: the register`,
    terminationProtection: aws.production,
    env: {
      ...(aws.account === undefined ? {} : { account: aws.account }),
      ...(aws.region === undefined ? {} : { region: aws.region }),
    },
  });
  for (const [name, value] of Object.entries(aws.tags)) Tags.of(stack).add(name, value);
  const boundary = boundaryFor(stack, aws.permissionsBoundary);
  if (boundary !== undefined) PermissionsBoundary.of(stack).apply(boundary);
  const register = new Register(stack, 'Register', deployment);
  const outputs = { ...outputsOf(register, deployment), ...createAlarms(stack, register, deployment) };
  for (const [name, [value, description]] of Object.entries(outputs))
    new CfnOutput(stack, name, { value, description });
  return { stack, openBucket: register.open.bucket };
}

type Outputs = Readonly<Record<string, readonly [value: string, description: string]>>;

/** Creates alarms and their topic, if they are on; no topic of the stream is used. */
function createAlarms(stack: Stack, register: Register, { aws }: RegisterDeployment): Outputs {
  if (aws.alarms?.on !== true) return {};
  const topic = createAlarmTopic(stack, 'AlarmTopic', {
    displayName: `Headcount ${aws.stage} register`,
    email: aws.alarms.email,
  });
  for (const declaration of registerAlarms(register))
    createAlarm(stack, declaration, {
      prefix: `headcount-${aws.stage}-register`,
      runbooks: 'docs/register-operations.md',
      topic,
    });
  return { RegisterAlarmTopic: [topic.topicArn, 'Alarms of the register; subscribe who answers for it.'] };
}

/** With names of their own, so that commands find them among those of all stacks. */
function outputsOf(register: Register, { aws, database, workGroup }: RegisterDeployment): Outputs {
  const { store, open, pages, staff, mail, sweep, unfiled, api, staffPolicy, mailEvents } = register;
  return {
    RegisterUrl: [awsUrl(aws), 'Pages and forms of the register.'],
    ...(api.cname === undefined
      ? {}
      : { RegisterCname: [api.cname, 'Set this record where the domain is managed.'] as const }),
    RegisterTable: [store.table.tableName, 'The log: people, values, addresses by hash.'],
    RegisterBucket: [store.bucket.bucketName, 'Evidence, attachments, manifests, what was given up.'],
    RegisterKeyArn: [store.key.keyArn, 'Key of everything that holds a person.'],
    RegisterHashSecret: [store.hashSecret.secretArn, 'Key under which addresses are hashed.'],
    RegisterLinkSecret: [store.linkSecret.secretArn, 'Key under which links are made.'],
    RegisterPagesFunction: [pages.lambda.functionName, 'Answers pages and forms.'],
    RegisterStaffFunction: [staff.lambda.functionName, 'Runs commands of staff.'],
    RegisterMailFunction: [mail.lambda.functionName, 'Sends mails, and files what comes back.'],
    RegisterSweepFunction: [sweep.lambda.functionName, 'Erases what is due, and counts.'],
    RegisterUnfiledQueue: [unfiled.queueUrl, 'Notices of SES that could not be filed.'],
    RegisterConfigurationSet: [
      mailEvents.configurationSet.configurationSetName,
      'Configuration set of SES under which mails leave.',
    ],
    RegisterStaffPolicyArn: [staffPolicy.managedPolicyArn, 'Managed policy for people who run commands.'],
    RegisterOpenBucket: [open.bucket.bucketName, 'Released demand, and counts for analysts.'],
    RegisterDatabase: [database, 'Glue database of the counts.'],
    RegisterWorkGroup: [workGroup, 'Athena work group for analysts of the register.'],
    RegisterAnalystsPolicyArn: [
      open.analysts.managedPolicyArn,
      'Managed policy for analysts of the register.',
    ],
  };
}
