/**
 * Alarms of what runs in the night: from which value on it is wrong, and the heading of its runbook. It may not make
 * one.
 */
import { Duration } from 'aws-cdk-lib';
import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Pipeline } from '../analytics/pipeline.ts';
import type { AlarmDeclaration, WordMetrics } from './alarm-declaration.ts';
import { functionErrors } from './function-errors.ts';

export function pipelineAlarms(
  { seal, release, report }: Pipeline,
  words: WordMetrics,
): readonly AlarmDeclaration[] {
  const pipeline = [seal, release, report];
  return [
    {
      id: 'SealLate',
      runbook: 'A seal is late',
      meaning: 'No nightly run finished with every day sealed.',
      metric: words.sealed,
      below: 1,
      // By the hour: of a period of a day CloudWatch would take the last day that has a value, and rise two days late.
      periods: 24,
      missing: TreatMissingData.BREACHING,
    },
    {
      id: 'PipelineFails',
      runbook: 'A seal is late',
      meaning: 'Seal, release or report ended in an error; the next tick goes on.',
      metric: functionErrors(pipeline, Duration.hours(1)),
      above: 3,
    },
    {
      id: 'ReconciliationOff',
      runbook: 'The books do not balance',
      meaning: 'The counts do not match the arrivals; nothing was replaced or deleted.',
      metric: words.reconciliation,
      above: 0,
    },
    {
      id: 'ReleaseRefused',
      runbook: 'A release is refused',
      meaning: "A due release would exceed a day's privacy budget; it is not published.",
      metric: words.refused,
      above: 0,
      // A refused release is said each night.
      periods: 24,
      wrong: 1,
    },
    {
      id: 'ArrivalsPastDeadline',
      runbook: 'Arrivals past their deadline',
      meaning: 'Arrivals that were never sealed were deleted.',
      metric: words.pastDeadline,
      above: 0,
    },
    {
      id: 'EventsLate',
      runbook: 'Events come late',
      meaning: 'Events arrived for a day that was already sealed; they count as late, in completeness only.',
      metric: words.late,
      above: 0,
    },
  ];
}
