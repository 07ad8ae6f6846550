/**
 * Alarms of collecting: what is watched, from which value on it is wrong, and the heading of its runbook. It may not
 * make one.
 */
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Collect } from '../collect/collect.ts';
import type { Deployment } from '../deployment.ts';
import type { AlarmDeclaration, WordMetrics } from './alarm-declaration.ts';
import { functionErrors } from './function-errors.ts';

const FIVE = Duration.minutes(5);

export function collectAlarms(
  deployment: Deployment,
  collect: Collect,
  words: WordMetrics,
): readonly AlarmDeclaration[] {
  const { buffer } = deployment.aws;
  const firehose = (name: string, statistic: string, period = FIVE) =>
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
      above: buffer.seconds + 1800,
    },
    {
      id: 'DeliveryFails',
      runbook: 'Delivery is late',
      meaning: 'Firehose cannot write to the lake; it tries for 24 hours.',
      metric: firehose('DeliveryToS3.Success', 'Average'),
      below: 1,
      // There is a value where a buffer was delivered: once in `buffer.seconds`, 900 at most.
      periods: 12,
      wrong: 3,
    },
    {
      id: 'ConversionFails',
      runbook: 'Records that could not be converted',
      meaning: 'Records did not match the schema; they are kept under errors/.',
      metric: firehose('FailedConversion.Records', 'Sum'),
      above: 0,
    },
    {
      id: 'StreamThrottled',
      runbook: 'Firehose throttles',
      meaning: "More events arrive than the region's Firehose quota allows.",
      metric: firehose('ThrottledRecords', 'Sum'),
      above: 0,
      periods: 3,
    },
    {
      id: 'CollectorThrottled',
      runbook: 'The collector is throttled',
      meaning: 'Requests were rejected because of the concurrency limit.',
      metric: collector.lambda.metricThrottles({ period: FIVE }),
      above: 0,
      periods: 3,
    },
    // At its third receipt SQS leaves a message out of this metric (SQS developer guide, "Available CloudWatch
    // metrics"): after 30 minutes here, so an hour would never be seen.
    {
      id: 'FallbackOld',
      runbook: 'The fallback queue does not empty',
      meaning: 'Records have waited for Firehose for more than 20 minutes, and were tried twice.',
      metric: fallback.queue.metricApproximateAgeOfOldestMessage({ period: FIVE, statistic: 'Maximum' }),
      above: 1200,
    },
    // Not the minimum: that is 0 in each hour, while the sweep has them in hand.
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
      above: 0,
      periods: 3,
    },
    {
      id: 'NotStored',
      runbook: 'Events were not stored',
      meaning: 'Neither Firehose nor the queue took events; senders were asked to retry.',
      metric: words.notStored,
      above: 0,
    },
    {
      id: 'Salts',
      runbook: 'Salts fail',
      meaning:
        'A salt could not be read or created, so that visitors are not counted, or could not be deleted.',
      metric: words.salts,
      above: 0,
    },
    {
      id: 'SaltKeeperFails',
      runbook: 'Salts fail',
      meaning: 'The function that deletes ended salts fails.',
      metric: functionErrors([salts.keeper], Duration.hours(1)),
      above: 0,
      periods: 2,
    },
    {
      id: 'CollectorErrors',
      runbook: 'The collector fails',
      meaning: 'Requests ended in a fault of the collector.',
      metric: collector.lambda.metricErrors({ period: FIVE }),
      above: 0,
      periods: 6,
      wrong: 2,
    },
    {
      id: 'CollectorSlow',
      runbook: 'The collector is slow',
      meaning: 'One request in a hundred takes more than two seconds.',
      metric: collector.lambda.metricDuration({ period: FIVE, statistic: 'p99' }),
      above: 2000,
      periods: 3,
    },
    {
      id: 'RedriveFails',
      runbook: 'The fallback queue does not empty',
      meaning: 'The function that feeds records back fails.',
      metric: functionErrors([fallback.redrive], FIVE),
      above: 0,
      // A record that failed is tried again after a quarter of an hour.
      periods: 12,
      wrong: 2,
    },
    {
      id: 'SweepFails',
      runbook: 'The sweep fails',
      meaning:
        'The hourly function that brings back what Firehose could not convert, and dead letters, fails.',
      metric: functionErrors([sweep.function], Duration.hours(1)),
      above: 0,
      periods: 3,
      wrong: 2,
    },
  ];
}
