/**
 * Dashboard and alarms, where they are wanted: each alarm names its runbook. It may not touch data: no dimension of a
 * metric says anything of a visitor.
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

type Word = keyof typeof LOG_WORDS;

export class Operations extends Construct {
  readonly topic: ITopic;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { deployment, collect, analytics } = props;
    const { collector, salts, fallback, sweep } = collect;
    const { seal, release } = analytics.pipeline;
    this.topic = this.#topic(deployment);
    const words = {
      salts: this.#words(
        'Salts',
        [
          [collector, 'saltUnavailable'],
          [salts.keeper, 'saltNotDeleted'],
        ],
        Duration.minutes(5),
      ),
      notStored: this.#words('NotStored', [[collector, 'notStored']], Duration.minutes(5)),
      reconciliation: this.#words(
        'ReconciliationOff',
        [
          [seal, 'reconciliationOff'],
          [release, 'reconciliationOff'],
        ],
        Duration.hours(1),
      ),
      pastDeadline: this.#words('ArrivalsPastDeadline', [[seal, 'arrivalsPastDeadline']], Duration.hours(1)),
      late: this.#words(
        'Late',
        [
          [seal, 'late'],
          [fallback.redrive, 'late'],
          [sweep.function, 'late'],
        ],
        Duration.hours(1),
      ),
      refused: this.#words('ReleaseRefused', [[release, 'releaseRefused']], Duration.hours(1)),
      sealed: this.#words('SealUpToDate', [[seal, 'sealUpToDate']], Duration.hours(1)),
    };
    const declared = [
      ...collectAlarms(deployment, collect, words),
      ...pipelineAlarms(analytics.pipeline, words),
    ];
    this.alarms = declared.map((one) => this.#alarm(one, deployment));
    this.#dashboard(deployment, declared, this.alarms);
  }

  /** The operator's own topic, or one made here. */
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

  /** Counts words in functions' logs; nothing of a line but its count becomes a metric. */
  #words(name: string, words: readonly (readonly [HeadcountFunction, Word])[], period: Duration): IMetric {
    const metric = words.map(([fn, word]) =>
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

  #alarm(one: AlarmDeclaration, { aws }: Deployment): Alarm {
    const alarm = new Alarm(this, one.id, {
      alarmName: `headcount-${aws.stage}-${one.id}`,
      alarmDescription: `${one.meaning} Runbook: ${runbookLink(one.runbook)}`,
      metric: one.metric,
      threshold: one.above ?? one.below ?? 0,
      evaluationPeriods: one.periods ?? 1,
      ...(one.wrong === undefined ? {} : { datapointsToAlarm: one.wrong }),
      treatMissingData: one.missing ?? TreatMissingData.NOT_BREACHING,
      comparisonOperator:
        one.above === undefined
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    return alarm;
  }

  #dashboard({ aws }: Deployment, declared: readonly AlarmDeclaration[], made: readonly IAlarm[]): void {
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: `headcount-${aws.stage}` });
    dashboard.addWidgets(
      new TextWidget({
        markdown: `# Headcount ${aws.stage}\nWhat to do about each graph: docs/operations.md, under the heading in its title.`,
        width: 24,
        height: 2,
      }),
    );
    dashboard.addWidgets(
      ...declared.map(
        (one, index) =>
          new GraphWidget({
            title: `${one.id}: ${one.runbook}`,
            left: [one.metric],
            leftAnnotations: [(made[index] as Alarm).toAnnotation()],
            width: 8,
            height: 5,
          }),
      ),
    );
  }
}

/**
 * Path and anchor of a heading in docs/operations.md, as GitHub makes anchors: lower case, spaces as hyphens, no other
 * signs.
 */
export function runbookLink(heading: string): string {
  return `docs/operations.md#${heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;
}
