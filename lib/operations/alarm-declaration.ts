/** The declaration of an alarm. */
import type { TreatMissingData, IMetric } from 'aws-cdk-lib/aws-cloudwatch';

export interface AlarmDeclaration {
  readonly id: string;
  /** Heading in docs/operations.md. */
  readonly runbook: string;
  /** One sentence on what the alarm means. */
  readonly meaning: string;
  readonly metric: IMetric;
  /** The alarm rises above this value. */
  readonly maximum?: number;
  /** The alarm rises below this value. */
  readonly minimum?: number;
  /** Number of periods evaluated together. @default 1 */
  readonly periods?: number;
  /** Breaching periods needed to raise the alarm; fewer than all if most periods have no value. @default all */
  readonly breachingPeriods?: number;
  /** Treatment of missing data. @default not breaching */
  readonly missingData?: TreatMissingData;
}

/** Metrics that count lines of the logs, one value per line. */
export interface LogMetrics {
  readonly salts: IMetric;
  readonly notStored: IMetric;
  readonly reconciliation: IMetric;
  readonly pastDeadline: IMetric;
  readonly late: IMetric;
  readonly sealed: IMetric;
  readonly refused: IMetric;
}
