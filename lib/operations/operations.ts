/**
 * Dashboard and alarms, if they are on; each alarm names its runbook. It may not use a metric with a dimension that
 * says anything about a visitor.
 */
import { Duration } from 'aws-cdk-lib';
import {
  Dashboard,
  GraphWidget,
  TextWidget,
  type Alarm,
  type IAlarm,
  type IMetric,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { LOG_WORDS } from '#runtime/aws/env';
import type { Analytics } from '../analytics/analytics.ts';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';
import type { AlarmDeclaration } from './alarm-declaration.ts';
import { createAlarmTopic } from './alarm-topic.ts';
import { collectAlarms } from './collect-alarms.ts';
import { createAlarm } from './create-alarm.ts';
import { logMetric } from './log-metric.ts';
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
    this.alarms = declarations.map((declaration) =>
      createAlarm(this, declaration, {
        prefix: `headcount-${deployment.aws.stage}`,
        runbooks: 'docs/operations.md',
        topic: this.topic,
      }),
    );
    this.#dashboard(deployment, declarations, this.alarms);
  }

  /** Returns the operator's own topic, or creates one. */
  #topic({ aws }: Deployment): ITopic {
    if (aws.alarms?.topicArn !== undefined) return Topic.fromTopicArn(this, 'Topic', aws.alarms.topicArn);
    return createAlarmTopic(this, 'Topic', {
      displayName: `Headcount ${aws.stage}`,
      email: aws.alarms?.email,
    });
  }

  /** Counts words in functions' logs; only their number becomes a metric. */
  #logMetric(
    name: string,
    sources: readonly (readonly [HeadcountFunction, LogWord])[],
    period: Duration,
  ): IMetric {
    return logMetric(this, {
      metricName: `${this.node.path.replaceAll('/', '-')}-${name}`,
      sources: sources.map(([fn, word]) => ({ fn, id: `${fn.node.id}-${word}`, word: LOG_WORDS[word] })),
      period,
    });
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
