/** Input and outcome of one run of an import on this machine. */
import type { CompiledConfig, CompiledSite } from '#core/config/compile';
import type { FieldMap } from '#core/import/field-map';
import type { Format } from '#core/import/formats';
import type { LineCounts } from '#core/import/line-counts';
import type { CountedBefore, Written } from '#core/import/take-back';
import type { TakenBack } from '#core/operator/import-request';
import type { DataDir } from '#runtime/local/data-dir';
import type { LineComplaint } from './log-context.ts';

export interface ImportRequest {
  readonly data: DataDir;
  readonly config: CompiledConfig;
  readonly site: CompiledSite;
  /** Paths of files; `-` stands for standard input. */
  readonly logs: readonly string[];
  /** Those of them that a folder was named for. */
  readonly fromFolders?: ReadonlySet<string>;
  readonly format: Format | 'auto';
  /** Names of the fields of a JSON log. */
  readonly fields?: FieldMap | undefined;
  /** Replaces what earlier imports counted of these logs; standard input cannot be read twice for that. */
  readonly again?: boolean;
  /** Without `again`: how lines are counted that were counted before, where the caller takes that back. */
  readonly countedBefore?: ReadonlyMap<string, CountedBefore>;
  /** The local day from which on lines wait for a later import. @default none waits */
  readonly waitsFrom?: string | undefined;
  readonly now: () => number;
  /**
   * Returns a copy of today's salt, which it shares with the server; undefined where it is unavailable. Without it,
   * today has an import salt as other days have.
   */
  readonly serverSalt?: (day: string) => Uint8Array | undefined;
  /** Sealed local days of the site. */
  readonly sealedDays: readonly string[];
  /** Receives notices for the operator, one line each. */
  readonly note: (text: string) => void;
  readonly complain: (complaint: LineComplaint) => void;
  /** Maximum rows per chunk; CHUNK_ROWS by default. */
  readonly chunkRows?: number;
  /** DuckDB's memory limit in its own notation; 192MB by default. */
  readonly memoryLimit?: string;
  /** Threads that judge lines; JUDGES by default. */
  readonly judges?: number;
  readonly onProgress: (bytes: number, lines: number) => void;
}

export interface ImportResult {
  readonly counts: LineCounts;
  /** Local days of the rows written, in order. */
  readonly days: readonly string[];
  /** Local days before today of all lines that were read, in order; a refused log does not count. */
  readonly read: readonly string[];
  /** Page views on pages that the site does not list. */
  readonly unlisted: number;
  /** Those of logs of which nothing is kept. */
  readonly alsoRead: readonly string[];
  /** Logs that could not be read to their end, with the reason. */
  readonly broken: readonly string[];
  /** Logs that count as imported from now on; the others left nothing behind. */
  readonly kept: readonly { readonly log: string; readonly wrote: Written }[];
  /** Logs with lines of which nothing is kept. */
  readonly forgotten: readonly {
    readonly log: string;
    /** Whether lines were refused that another format or configuration would count; other logs have assets alone. */
    readonly isRefused: boolean;
  }[];
  /** What was replaced; undefined without `again`. */
  readonly takenBack?: TakenBack;
}
