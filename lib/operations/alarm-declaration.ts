/** What an alarm is declared by, before it is made. It may not make one. */
import type { TreatMissingData, IMetric } from 'aws-cdk-lib/aws-cloudwatch';

export interface AlarmDeclaration {
  readonly id: string;
  /** Heading in docs/operations.md. */
  readonly runbook: string;
  /** What it means, one sentence. */
  readonly meaning: string;
  readonly metric: IMetric;
  /** It rises above this ... */
  readonly above?: number;
  /** ... or below this. */
  readonly below?: number;
  /** Periods that are looked at together. @default 1 */
  readonly periods?: number;
  /** How many of them have to be wrong: fewer than all where the metric has no value in most periods. @default all */
  readonly wrong?: number;
  /** What no data means. @default nothing is wrong */
  readonly missing?: TreatMissingData;
}

/** Lines of the logs as metrics, a value per line. */
export interface WordMetrics {
  readonly salts: IMetric;
  readonly notStored: IMetric;
  readonly reconciliation: IMetric;
  readonly pastDeadline: IMetric;
  readonly late: IMetric;
  readonly sealed: IMetric;
  readonly refused: IMetric;
}
