/** What `imports/ID.json` in the facts bucket holds: the commit of an import, and its books. */
import type { Written } from '#core/import/take-back';

/** A committed import: names of logs, but no line. */
export interface CommittedImport {
  readonly site: string;
  /** s3://bucket/key of each log that is counted. */
  readonly logs: readonly string[];
  readonly days: readonly string[];
  /** Local days of the lines of logs of which nothing is kept; imports of earlier versions lack it. */
  readonly alsoRead?: readonly string[];
  /** What was written of each log, so that it can be taken back; imports of earlier versions lack it. */
  readonly wrote?: Readonly<Record<string, Written>>;
  /** What this import replaces: from its commit on that is gone, and whoever finds it completes the removal. */
  readonly takesBack?: TakesBackObjects;
}

export interface TakesBackObjects {
  /** Paths below `arrivals/`. */
  readonly files: readonly string[];
  readonly logs: readonly string[];
  /** Unsealed days of the rows that go: they are not sealed meanwhile. */
  readonly days: readonly string[];
}
