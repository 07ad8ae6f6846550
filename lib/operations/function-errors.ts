/** Errors of functions as one metric. It may not decide how many are too many. */
import type { Duration } from 'aws-cdk-lib';
import { MathExpression, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { HeadcountFunction } from '../functions/headcount-function.ts';

/**
 * Errors of functions together: a sum has a value only where each part has one, and Lambda has none where nothing ran.
 */
export function functionErrors(functions: readonly HeadcountFunction[], period: Duration): IMetric {
  const metrics = functions.map((one) => one.lambda.metricErrors({ period }));
  if (metrics.length === 1) return metrics[0] as IMetric;
  return new MathExpression({
    expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period,
  });
}
