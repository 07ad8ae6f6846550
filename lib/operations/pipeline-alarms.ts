/** The alarms of the nightly pipeline: metrics, thresholds, and the headings of their runbooks. */
import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Pipeline } from '../analytics/pipeline.ts';
import type { AlarmDeclaration, LogMetrics } from './alarm-declaration.ts';
import { functionErrors } from './function-errors.ts';

export function pipelineAlarms(
  { seal, release, report }: Pipeline,
  logMetrics: LogMetrics,
): readonly AlarmDeclaration[] {
  const pipeline = [seal, release, report];
  return [
    {
      id: 'SealLate',
      runbook: 'A seal is late',
      meaning: 'No nightly run finished with every day sealed.',
      metric: logMetrics.sealed,
      minimum: 1,
      // Hourly periods: for a period of a day CloudWatch would use the last day that has a value, and the alarm would
      // rise two days late.
      periods: 24,
      missingData: TreatMissingData.BREACHING,
    },
    {
      id: 'PipelineFails',
      runbook: 'A seal is late',
      meaning: 'Seal, release or report ended in an error; the next tick goes on.',
      metric: functionErrors(pipeline, Duration.hours(1)),
      maximum: 3,
    },
    {
      id: 'ReconciliationOff',
      runbook: 'The books do not balance',
      meaning: 'The counts do not match the arrivals; nothing was replaced or deleted.',
      metric: logMetrics.reconciliation,
      maximum: 0,
    },
    {
      id: 'ReleaseRefused',
      runbook: 'A release is refused',
      meaning: "A due release would exceed a day's privacy budget; it is not published.",
      metric: logMetrics.refused,
      maximum: 0,
      // A refused release is reported every night.
      periods: 24,
      breachingPeriods: 1,
    },
    {
      id: 'ArrivalsPastDeadline',
      runbook: 'Arrivals past their deadline',
      meaning: 'Arrivals that were never sealed were deleted.',
      metric: logMetrics.pastDeadline,
      maximum: 0,
    },
    {
      id: 'EventsLate',
      runbook: 'Events come late',
      meaning: 'Events arrived for a day that was already sealed; they count as late, in completeness only.',
      metric: logMetrics.late,
      maximum: 0,
    },
  ];
}
