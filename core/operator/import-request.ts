/** `headcount import`: what it asks for and what it gets. */
import type { Format } from '../import/formats.ts';
import type { LineCounts } from '../import/line-counts.ts';

export interface ImportRequest {
  /** Files, `-` for standard input, or `s3://bucket/prefix`, as the place takes them. */
  readonly logs: readonly string[];
  readonly site: string;
  readonly format: Format | 'auto';
  /** Called per line that cannot be read, by log and number; never with the line. */
  readonly onComplaint: (complaint: {
    readonly log: string;
    readonly line: number;
    readonly reason: string;
  }) => void;
}

export interface ImportOutcome {
  readonly counts: LineCounts;
  /** Local days of the rows written, ascending. */
  readonly days: readonly string[];
  /** Logs that could not be read to their end, and why. */
  readonly broken: readonly string[];
}
