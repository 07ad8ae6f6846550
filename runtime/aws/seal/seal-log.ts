/**
 * The seal's log: words of a closed vocabulary, counts and codes, as JSON objects (Lambda's JSON log format keeps
 * them). It may not log a key, a row, or a message of AWS.
 */

/** Words that alarms match: `$.message.warning` at level WARN, and `$.message.progress` at level INFO. */
export type SealWarning = 'reconciliation_off' | 'arrivals_past_deadline' | 'seal_failed' | 'late';
export type SealProgress = 'sealed' | 'seal_up_to_date';

export interface SealLog {
  readonly warn: (line: {
    readonly warning: SealWarning;
    readonly count?: number;
    readonly code?: string;
    readonly problem?: string;
  }) => void;
  readonly info: (line: {
    readonly progress: SealProgress;
    readonly count?: number;
    readonly waiting?: number;
  }) => void;
}
