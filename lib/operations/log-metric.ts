/** A metric that counts a word in functions' logs. It may keep nothing of a line but that it was there. */
import type { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { NodeFunction } from '../functions/node-function.ts';

export interface LogMetricProps {
  readonly metricName: string;
  /** Functions with what stands in `warning` or `progress` of their lines. */
  readonly sources: readonly { readonly fn: NodeFunction; readonly id: string; readonly word: string }[];
  readonly period: Duration;
}

/** Creates a filter per source, and returns the number of lines of all of them together. */
export function logMetric(scope: Construct, { metricName, sources, period }: LogMetricProps): IMetric {
  const metrics = sources.map(({ fn, id, word }) =>
    new MetricFilter(scope, id, {
      logGroup: fn.logGroup,
      metricNamespace: 'Headcount',
      metricName,
      metricValue: '1',
      filterPattern: FilterPattern.any(
        ...(['warning', 'progress'] as const).map((key) =>
          FilterPattern.stringValue(`$.message.${key}`, '=', word),
        ),
      ),
    }).metric({ statistic: 'Sum', period }),
  );
  return metrics[0] as IMetric;
}
