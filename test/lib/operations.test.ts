/** The operations stack: alarms, each with a runbook. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ASSUMPTIONS } from '#core/cost/assumptions';
import { LOG_WORDS } from '#runtime/aws/env';
import { runbookLink } from '#lib/operations/runbook-link';
import { resources, templatesOf } from './deployed.ts';

const templates = templatesOf({ alarms: { email: 'ops@example.com' } });
const alarms = resources(templates, 'AWS::CloudWatch::Alarm').map(([, one]) => one.Properties);
const runbooks = readFileSync(join(resolve(import.meta.dirname, '../..'), 'docs/operations.md'), 'utf8')
  .split('\n')
  .filter((line) => /^#+ /.test(line))
  .map((line) => runbookLink(line.replace(/^#+ /, '')));

describe('operations', () => {
  it('operations are not deployed unless requested, since alarms cost money', () => {
    expect(Object.keys(templatesOf())).not.toContain('Operations');
    expect(Object.keys(templatesOf({ alarms: { on: false, email: 'ops@example.com' } }))).not.toContain(
      'Operations',
    );
    expect(Object.keys(templates)).toContain('Operations');
  });

  it('watch delivery, queues, salts, the collector, the seal, the books, releases and old arrivals', () => {
    expect(
      alarms.map((one) => (one['AlarmName'] as string).replace('headcount-prod-', '')).toSorted(),
    ).toEqual([
      'ArrivalsPastDeadline',
      'CollectorErrors',
      'CollectorSlow',
      'CollectorThrottled',
      'ConversionFails',
      'DeadLetters',
      'DeliveryFails',
      'DeliveryLate',
      'EventsLate',
      'FallbackOld',
      'NotStored',
      'PipelineFails',
      'ReconciliationOff',
      'RedriveFails',
      'ReleaseRefused',
      'SaltKeeperFails',
      'Salts',
      'SealLate',
      'StreamThrottled',
      'SweepFails',
    ]);
  });

  it('watch as many metrics, and make as many of our own, as the bill counts', () => {
    const metrics = resources(templates, 'AWS::Logs::MetricFilter').map(
      ([, one]) => one.Properties['MetricTransformations'][0].MetricName as string,
    );
    const watched = alarms.map(
      (one) =>
        ((one['Metrics'] ?? [{ MetricStat: {} }]) as object[]).filter((of) => 'MetricStat' in of).length,
    );
    expect([watched.reduce((sum, one) => sum + one, 0), new Set(metrics).size]).toEqual([
      ASSUMPTIONS.alarm_metrics.value,
      ASSUMPTIONS.custom_metrics.value,
    ]);
  });

  it('name for each alarm a heading of docs/operations.md that is there', () => {
    for (const one of alarms) {
      const link = /Runbook: (docs\/operations\.md#\S+)$/.exec(one['AlarmDescription'] as string)?.[1];
      expect(runbooks, one['AlarmName'] as string).toContain(link);
    }
  });

  it('tell one topic of what is wrong and what is right again', () => {
    for (const one of alarms)
      expect([one['AlarmActions'], one['OKActions']]).toEqual([
        [{ Ref: expect.stringContaining('Topic') }],
        [{ Ref: expect.stringContaining('Topic') }],
      ]);
    const [subscription] = resources(templates, 'AWS::SNS::Subscription').map(([, one]) => one.Properties);
    expect(subscription).toMatchObject({ Protocol: 'email', Endpoint: 'ops@example.com' });
  });

  it("use the operator's own topic where one is named, and make none", () => {
    const topicArn = 'arn:aws:sns:eu-central-1:111122223333:ops';
    const own = templatesOf({ alarms: { topicArn } });
    expect(resources(own, 'AWS::SNS::Topic')).toEqual([]);
    for (const [, one] of resources(own, 'AWS::CloudWatch::Alarm'))
      expect(one.Properties['AlarmActions']).toEqual([topicArn]);
  });

  it('wait for delivery half an hour longer than the buffer may hold events back', () => {
    const threshold = (from: typeof templates) =>
      resources(from, 'AWS::CloudWatch::Alarm').find(([id]) => id.includes('DeliveryLate'))?.[1].Properties[
        'Threshold'
      ];
    expect(threshold(templates)).toBe(2700);
    expect(threshold(templatesOf({ alarms: {}, buffer: { seconds: 60 } }))).toBe(1860);
  });

  it("see a queue that does not empty before SQS stops counting a message's age, at its third receipt", () => {
    const queue = resources(templates, 'AWS::SQS::Queue')
      .map(([, one]) => one.Properties)
      .find((one) => one['RedrivePolicy'] !== undefined);
    const alarm = alarms.find((one) => one['AlarmName'] === 'headcount-prod-FallbackOld');
    expect(alarm).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Statistic: 'Maximum' });
    const visibility = queue?.['VisibilityTimeout'] as number;
    const [threshold, period] = [alarm?.['Threshold'] as number, alarm?.['Period'] as number];
    expect(threshold, 'one failed attempt is no alarm').toBeGreaterThan(visibility);
    expect(threshold + period * (alarm?.['EvaluationPeriods'] as number)).toBeLessThanOrEqual(2 * visibility);
  });

  it('see dead letters that stay, though the sweep hides them each hour while it looks at them', () => {
    expect(alarms.find((one) => one['AlarmName'] === 'headcount-prod-DeadLetters')).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Period: 3600,
      EvaluationPeriods: 3,
      Threshold: 0,
    });
  });

  it('go off at the first event that was not stored, record that was not converted, dead letter, and salt or seal that went wrong', () => {
    const of = (name: string) => alarms.find((one) => one['AlarmName'] === `headcount-prod-${name}`);
    for (const name of [
      'ArrivalsPastDeadline',
      'ConversionFails',
      'DeadLetters',
      'EventsLate',
      'NotStored',
      'ReconciliationOff',
      'ReleaseRefused',
      'SaltKeeperFails',
      'Salts',
    ]) {
      expect(of(name), name).toMatchObject({
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'notBreaching',
      });
    }
    expect(of('CollectorSlow')).toMatchObject({ ExtendedStatistic: 'p99', Threshold: 2_000 });
  });

  it('rise for rows of a sealed day, whoever finds them', () => {
    const late = resources(templates, 'AWS::Logs::MetricFilter')
      .map(([, one]) => one.Properties)
      .filter((one) => (one['FilterPattern'] as string).includes(`$.message.warning = "${LOG_WORDS.late}"`));
    expect(
      late.map((one) => /(Seal|Redrive|Sweep)Log/.exec(JSON.stringify(one['LogGroupName']))?.[1]).toSorted(),
    ).toEqual(['Redrive', 'Seal', 'Sweep']);
    const alarm = alarms.find((one) => one['AlarmName'] === 'headcount-prod-EventsLate');
    for (const one of late)
      expect(one['MetricTransformations'][0]).toMatchObject({
        MetricName: alarm?.['MetricName'],
        MetricNamespace: alarm?.['Namespace'],
      });
  });

  it('watch each function behind a common alarm', () => {
    const watched = (name: string) =>
      (
        JSON.stringify(
          alarms.find((one) => one['AlarmName'] === `headcount-prod-${name}`)?.['Metrics'],
        ).match(/(Redrive|Sweep|Seal|Release|Report)Function/g) ?? []
      ).toSorted();
    expect(watched('PipelineFails')).toEqual(['ReleaseFunction', 'ReportFunction', 'SealFunction']);
    const logs = resources(templates, 'AWS::Logs::MetricFilter')
      .map(([, one]) => one.Properties)
      .filter((one) => (one['FilterPattern'] as string).includes(LOG_WORDS.reconciliationOff));
    expect(
      logs.map((one) => /(Seal|Release)Log/.exec(JSON.stringify(one['LogGroupName']))?.[1]).toSorted(),
    ).toEqual(['Release', 'Seal']);
  });

  it('take a seal that says nothing for a seal that is late', () => {
    expect(alarms.find((one) => one['AlarmName'] === 'headcount-prod-SealLate')).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      Period: 3_600,
      EvaluationPeriods: 24,
    });
  });

  it('count the words that functions log, and make a dimension of nothing in them', () => {
    const filters = resources(templates, 'AWS::Logs::MetricFilter').map(([, one]) => one.Properties);
    for (const word of Object.values(LOG_WORDS))
      expect(
        filters.some((one) => (one['FilterPattern'] as string).includes(`$.message.warning = "${word}"`)),
        word,
      ).toBe(true);
    for (const one of filters) expect(one['MetricTransformations'][0]).not.toHaveProperty('Dimensions');
  });
});
