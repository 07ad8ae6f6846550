/**
 * The contents of an arrival file as a seal sees them: how many rows of a site and day it holds, and how many items
 * these represent.
 */

export interface ArrivalPart {
  /** Path relative to `arrivals/`, as dt=2026-03-10/NAME.parquet. */
  readonly file: string;
  /** UTC day of arrival; for an import, of the time of the rows. */
  readonly dt: string;
  readonly site: string;
  readonly day: string;
  readonly rows: number;
  /** Received items that the rows represent; completeness counts these. */
  readonly items: number;
}

/** Whether a file holds rows of live collection; imports name their files import-ID-N. */
export function isLiveFile(file: string): boolean {
  return !/\/import-/.test(file);
}
