/** Request and outcome of `headcount import`. */
import type { Format } from '../import/formats.ts';
import type { LineCounts } from '../import/line-counts.ts';

export interface ImportRequest {
  /** Files, `-` for standard input, or `s3://bucket/prefix`; each place says which of them it accepts. */
  readonly logs: readonly string[];
  readonly site: string;
  readonly format: Format | 'auto';
  /** Called once per unreadable line, with its log and number but never with the line itself. */
  readonly onComplaint: (complaint: {
    readonly log: string;
    readonly line: number;
    readonly reason: string;
  }) => void;
}

export interface ImportOutcome {
  readonly counts: LineCounts;
  /** Local days of the imported rows, ascending. */
  readonly days: readonly string[];
  /** Logs that could not be read to their end, each with the reason. */
  readonly broken: readonly string[];
}
