/**
 * What a seal knows of an arrival file: how many rows of which site and day it holds, and how many items these stand
 * for. It may not know where files lie.
 */

export interface ArrivalPart {
  /** Relative to `arrivals/`, as dt=2026-03-10/NAME.parquet. */
  readonly file: string;
  /** UTC day of arrival; for an import, of the rows' own time. */
  readonly dt: string;
  readonly site: string;
  readonly day: string;
  readonly rows: number;
  /** Received items that the rows stand for: what completeness counts. */
  readonly items: number;
}

/** Rows of live collection; imports name their files import-ID-N. */
export function isLiveFile(file: string): boolean {
  return !/\/import-/.test(file);
}
