/** Runs a function on a schedule in a time zone (EventBridge Scheduler). */
import { Aws } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { NodeFunction } from './node-function.ts';

export interface TickProps {
  readonly target: NodeFunction;
  /** Six fields, as `cron(0/15 3-8 * * ? *)`: minutes, hours, day of month, month, day of week, year. */
  readonly schedule: string;
  /** IANA zone of the schedule. */
  readonly timeZone: string;
  readonly description: string;
}

export class Tick extends Construct {
  /**
   * Throws a RangeError unless the cron expression has six fields; CloudFormation would reject it only at deployment.
   */
  constructor(scope: Construct, id: string, props: TickProps) {
    super(scope, id);
    if (!/^cron\((\S+ ){5}\S+\)$/.test(props.schedule))
      throw new RangeError(`a schedule has six fields, as cron(0/15 3-8 * * ? *): ${props.schedule}`);
    const { functionArn } = props.target.lambda;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      inlinePolicies: {
        invoke: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      description: props.description,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      // The next tick catches up on whatever this one could not do.
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 600 },
      },
    });
  }
}
