/** The errors of several functions as one metric. */
import type { Duration } from 'aws-cdk-lib';
import { MathExpression, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { NodeFunction } from '../functions/node-function.ts';

/**
 * Returns the sum of errors. Missing values are filled with 0: a sum has a value only if each part has one, and Lambda
 * reports none if nothing ran.
 */
export function functionErrors(functions: readonly NodeFunction[], period: Duration): IMetric {
  const metrics = functions.map((fn) => fn.lambda.metricErrors({ period }));
  if (metrics.length === 1) return metrics[0] as IMetric;
  return new MathExpression({
    expression: metrics.map((_, index) => `FILL(m${index}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, index) => [`m${index}`, metric])),
    period,
  });
}
