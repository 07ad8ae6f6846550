/** Creates an alarm from its declaration. It may not notify anything but the topic it is given. */
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { AlarmDeclaration } from './alarm-declaration.ts';
import { runbookLink } from './runbook-link.ts';

export interface AlarmPlace {
  /** What the alarm's name begins with; unique in the account. */
  readonly prefix: string;
  /** The document of the runbooks, as `docs/operations.md`. */
  readonly runbooks: string;
  readonly topic: ITopic;
}

/** Creates the alarm, which notifies the topic when it rises and when it falls. */
export function createAlarm(
  scope: Construct,
  declaration: AlarmDeclaration,
  { prefix, runbooks, topic }: AlarmPlace,
): Alarm {
  const alarm = new Alarm(scope, declaration.id, {
    alarmName: `${prefix}-${declaration.id}`,
    alarmDescription: `${declaration.meaning} Runbook: ${runbookLink(declaration.runbook, runbooks)}`,
    metric: declaration.metric,
    threshold: declaration.maximum ?? declaration.minimum ?? 0,
    evaluationPeriods: declaration.periods ?? 1,
    ...(declaration.breachingPeriods === undefined
      ? {}
      : { datapointsToAlarm: declaration.breachingPeriods }),
    treatMissingData: declaration.missingData ?? TreatMissingData.NOT_BREACHING,
    comparisonOperator:
      declaration.maximum === undefined
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
  });
  alarm.addAlarmAction(new SnsAction(topic));
  alarm.addOkAction(new SnsAction(topic));
  return alarm;
}
