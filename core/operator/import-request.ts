/** Request and outcome of `headcount import`. */
import type { FieldMap } from '../import/field-map.ts';
import type { Format } from '../import/formats.ts';
import type { LineCounts } from '../import/line-counts.ts';

export interface ImportRequest {
  /** Files, `-` for standard input, or `s3://bucket/prefix`; each place says which of them it accepts. */
  readonly logs: readonly string[];
  readonly site: string;
  readonly format: Format | 'auto';
  /** Names of the fields of a JSON log, where they are not the usual ones. */
  readonly fields?: FieldMap | undefined;
  /** Takes back what an import of these logs wrote on days that are not sealed, and imports them anew. */
  readonly again?: boolean;
  /** Reads lines of today as well, for a trial: otherwise they wait for the next day's import. @default false */
  readonly today?: boolean;
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
  /** Page views on pages that the site does not list, exactly or in a sitemap. */
  readonly unlisted: number;
  /** Local days before today of all lines that were read, whatever these are, ascending. */
  readonly read: readonly string[];
  /** Logs that could not be read to their end, each with the reason. */
  readonly broken: readonly string[];
  /** Logs that left nothing behind, since nothing in them could be counted. */
  readonly forgotten: readonly {
    readonly log: string;
    /** Whether lines were refused. */ readonly isRefused: boolean;
  }[];
  /** With `again`: what was taken back, and what could not be. */
  readonly takenBack?: TakenBack;
}

export interface TakenBack {
  /** Days whose rows were taken back, ascending. */
  readonly days: readonly string[];
  /** Sealed days of the same logs: what was counted there stays, and these lines are duplicates. */
  readonly sealed: readonly string[];
  /** Logs that had been imported before. */
  readonly logs: readonly string[];
}
