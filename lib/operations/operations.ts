/**
 * Dashboard and alarms, if they are on; each alarm names its runbook. It may not use a metric with a dimension that
 * says anything about a visitor.
 */
import { Aws, Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  TextWidget,
  TreatMissingData,
  type IAlarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { LOG_WORDS } from '#runtime/aws/env';
import type { Analytics } from '../analytics/analytics.ts';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';
import type { AlarmDeclaration } from './alarm-declaration.ts';
import { collectAlarms } from './collect-alarms.ts';
import { pipelineAlarms } from './pipeline-alarms.ts';

export interface OperationsProps {
  readonly deployment: Deployment;
  readonly collect: Collect;
  readonly analytics: Analytics;
}

type LogWord = keyof typeof LOG_WORDS;

export class Operations extends Construct {
  readonly topic: ITopic;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { deployment, collect, analytics } = props;
    const { collector, salts, fallback, sweep } = collect;
    const { seal, release } = analytics.pipeline;
    this.topic = this.#topic(deployment);
    const logMetrics = {
      salts: this.#logMetric(
        'Salts',
        [
          [collector, 'saltUnavailable'],
          [salts.keeper, 'saltNotDeleted'],
        ],
        Duration.minutes(5),
      ),
      notStored: this.#logMetric('NotStored', [[collector, 'notStored']], Duration.minutes(5)),
      reconciliation: this.#logMetric(
        'ReconciliationOff',
        [
          [seal, 'reconciliationOff'],
          [release, 'reconciliationOff'],
        ],
        Duration.hours(1),
      ),
      pastDeadline: this.#logMetric(
        'ArrivalsPastDeadline',
        [[seal, 'arrivalsPastDeadline']],
        Duration.hours(1),
      ),
      late: this.#logMetric(
        'Late',
        [
          [seal, 'late'],
          [fallback.redrive, 'late'],
          [sweep.function, 'late'],
        ],
        Duration.hours(1),
      ),
      refused: this.#logMetric('ReleaseRefused', [[release, 'releaseRefused']], Duration.hours(1)),
      sealed: this.#logMetric('SealUpToDate', [[seal, 'sealUpToDate']], Duration.hours(1)),
    };
    const declarations = [
      ...collectAlarms(deployment, collect, logMetrics),
      ...pipelineAlarms(analytics.pipeline, logMetrics),
    ];
    this.alarms = declarations.map((declaration) => this.#alarm(declaration, deployment));
    this.#dashboard(deployment, declarations, this.alarms);
  }

  /** Returns the operator's own topic, or creates one. */
  #topic({ aws }: Deployment): ITopic {
    if (aws.alarms?.topicArn !== undefined) return Topic.fromTopicArn(this, 'Topic', aws.alarms.topicArn);
    const topic = new Topic(this, 'Topic', { displayName: `Headcount ${aws.stage}`, enforceSSL: true });
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (aws.alarms?.email !== undefined) topic.addSubscription(new EmailSubscription(aws.alarms.email));
    return topic;
  }

  /** Counts words in functions' logs; only their number becomes a metric. */
  #logMetric(
    name: string,
    sources: readonly (readonly [HeadcountFunction, LogWord])[],
    period: Duration,
  ): IMetric {
    const metric = sources.map(([fn, word]) =>
      new MetricFilter(this, `${fn.node.id}-${word}`, {
        logGroup: fn.logGroup,
        metricNamespace: 'Headcount',
        metricName: `${this.node.path.replaceAll('/', '-')}-${name}`,
        metricValue: '1',
        filterPattern: FilterPattern.any(
          ...(['warning', 'progress'] as const).map((key) =>
            FilterPattern.stringValue(`$.message.${key}`, '=', LOG_WORDS[word]),
          ),
        ),
      }).metric({ statistic: 'Sum', period }),
    );
    return metric[0] as IMetric;
  }

  #alarm(declaration: AlarmDeclaration, { aws }: Deployment): Alarm {
    const alarm = new Alarm(this, declaration.id, {
      alarmName: `headcount-${aws.stage}-${declaration.id}`,
      alarmDescription: `${declaration.meaning} Runbook: ${runbookLink(declaration.runbook)}`,
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
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    return alarm;
  }

  #dashboard(
    { aws }: Deployment,
    declarations: readonly AlarmDeclaration[],
    alarms: readonly IAlarm[],
  ): void {
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: `headcount-${aws.stage}` });
    dashboard.addWidgets(
      new TextWidget({
        markdown: `# Headcount ${aws.stage}\nWhat to do about each graph: docs/operations.md, under the heading in its title.`,
        width: 24,
        height: 2,
      }),
    );
    dashboard.addWidgets(
      ...declarations.map(
        (declaration, index) =>
          new GraphWidget({
            title: `${declaration.id}: ${declaration.runbook}`,
            left: [declaration.metric],
            leftAnnotations: [(alarms[index] as Alarm).toAnnotation()],
            width: 8,
            height: 5,
          }),
      ),
    );
  }
}

/**
 * Returns path and anchor of a heading in docs/operations.md. As on GitHub, anchors are lower case, with hyphens for
 * spaces and without other punctuation.
 */
export function runbookLink(heading: string): string {
  return `docs/operations.md#${heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;
}
