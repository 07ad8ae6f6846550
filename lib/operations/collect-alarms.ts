/** The alarms of the collector: metrics, thresholds, and the headings of their runbooks. */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import type { AlarmDeclaration, LogMetrics } from './alarm-declaration.ts';
import { functionErrors } from './function-errors.ts';

const FIVE_MINUTES = Duration.minutes(5);

export function collectAlarms(
  deployment: Deployment,
  collect: Collect,
  logMetrics: LogMetrics,
): readonly AlarmDeclaration[] {
  const { buffer } = deployment.aws;
  const firehose = (name: string, statistic: string, period = FIVE_MINUTES) =>
    new Metric({
      namespace: 'AWS/Firehose',
      metricName: name,
      statistic,
      period,
      dimensionsMap: { DeliveryStreamName: collect.delivery.stream.ref },
    });
  const { collector, fallback, salts, sweep } = collect;
  return [
    {
      id: 'DeliveryLate',
      runbook: 'Delivery is late',
      meaning: 'Firehose holds events that it has not written to the lake.',
      metric: firehose('DeliveryToS3.DataFreshness', 'Maximum'),
      maximum: buffer.seconds + 1800,
    },
    {
      id: 'DeliveryFails',
      runbook: 'Delivery is late',
      meaning: 'Firehose cannot write to the lake; it tries for 24 hours.',
      metric: firehose('DeliveryToS3.Success', 'Average'),
      minimum: 1,
      // The metric has a value only when a buffer is delivered: once per `buffer.seconds`, which is 900 at most.
      periods: 12,
      breachingPeriods: 3,
    },
    {
      id: 'ConversionFails',
      runbook: 'Records that could not be converted',
      meaning: 'Records did not match the schema; they are kept under errors/.',
      metric: firehose('FailedConversion.Records', 'Sum'),
      maximum: 0,
    },
    {
      id: 'StreamThrottled',
      runbook: 'Firehose throttles',
      meaning: "More events arrive than the region's Firehose quota allows.",
      metric: firehose('ThrottledRecords', 'Sum'),
      maximum: 0,
      periods: 3,
    },
    {
      id: 'CollectorThrottled',
      runbook: 'The collector is throttled',
      meaning: 'Requests were rejected because of the concurrency limit.',
      metric: collector.lambda.metricThrottles({ period: FIVE_MINUTES }),
      maximum: 0,
      periods: 3,
    },
    // At its third receipt SQS leaves a message out of this metric (SQS developer guide, "Available CloudWatch
    // metrics"). That is after 30 minutes here, so a threshold of an hour would never be reached.
    {
      id: 'FallbackOld',
      runbook: 'The fallback queue does not empty',
      meaning: 'Records have waited for Firehose for more than 20 minutes, and were tried twice.',
      metric: fallback.queue.metricApproximateAgeOfOldestMessage({
        period: FIVE_MINUTES,
        statistic: 'Maximum',
      }),
      maximum: 1200,
    },
    // Not the minimum, which is 0 in each hour while the sweep processes the messages.
    {
      id: 'DeadLetters',
      runbook: 'Dead letters',
      meaning:
        'Records stay in the dead-letter queue although it is swept each hour; they are deleted three ' +
        'days after they came.',
      metric: fallback.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.hours(1),
        statistic: 'Maximum',
      }),
      maximum: 0,
      periods: 3,
    },
    {
      id: 'NotStored',
      runbook: 'Events were not stored',
      meaning: 'Neither Firehose nor the queue took events; senders were asked to retry.',
      metric: logMetrics.notStored,
      maximum: 0,
    },
    {
      id: 'Salts',
      runbook: 'Salts fail',
      meaning:
        'A salt could not be read or created, so that visitors are not counted, or could not be deleted.',
      metric: logMetrics.salts,
      maximum: 0,
    },
    {
      id: 'SaltKeeperFails',
      runbook: 'Salts fail',
      meaning: 'The function that deletes ended salts fails.',
      metric: functionErrors([salts.keeper], Duration.hours(1)),
      maximum: 0,
      periods: 2,
    },
    {
      id: 'CollectorErrors',
      runbook: 'The collector fails',
      meaning: 'Requests ended in a fault of the collector.',
      metric: collector.lambda.metricErrors({ period: FIVE_MINUTES }),
      maximum: 0,
      periods: 6,
      breachingPeriods: 2,
    },
    {
      id: 'CollectorSlow',
      runbook: 'The collector is slow',
      meaning: 'One request in a hundred takes more than two seconds.',
      metric: collector.lambda.metricDuration({ period: FIVE_MINUTES, statistic: 'p99' }),
      maximum: 2000,
      periods: 3,
    },
    {
      id: 'RedriveFails',
      runbook: 'The fallback queue does not empty',
      meaning: 'The function that feeds records back fails.',
      metric: functionErrors([fallback.redrive], FIVE_MINUTES),
      maximum: 0,
      // A failed record is retried after a quarter of an hour.
      periods: 12,
      breachingPeriods: 2,
    },
    {
      id: 'SweepFails',
      runbook: 'The sweep fails',
      meaning:
        'The hourly function that brings back what Firehose could not convert, and dead letters, fails.',
      metric: functionErrors([sweep.function], Duration.hours(1)),
      maximum: 0,
      periods: 3,
      breachingPeriods: 2,
    },
  ];
}
