/**
 * The port of the monthly reports: where their files are kept, and the releases that they are made from. Each place has
 * one adapter. A store may not open a fact.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';

/** A site's month that is published as files. */
export interface MonthPage {
  readonly site: string;
  /** YYYY-MM */
  readonly month: string;
}

export interface PageFile {
  readonly ending: 'json' | 'csv' | 'parquet' | 'html';
  readonly content: string | Uint8Array;
}

export interface PageStore {
  /** Days and months that are released of each site, ascending. */
  releasedPeriods(sites: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** These releases of a site, in the order of `periods`. */
  readReleases(site: string, periods: readonly string[]): Promise<readonly StoredRelease[]>;
  /** The rows of a month's release as Parquet. */
  readRows(release: StoredRelease): Promise<Uint8Array>;
  /** Pages that exist; undefined where there is no place for them yet, and then no index is wanted. */
  listPages(): Promise<readonly MonthPage[] | undefined>;
  /** Writes the files of a page one by one, in this order, each of them whole. */
  writePage(page: MonthPage, files: readonly PageFile[]): Promise<void>;
  /** Writes the page that links to all others. */
  writeIndex(html: string): Promise<void>;
  /** Whether there is time to make one more page; else the run ends, and the next one goes on. */
  hasTime(): boolean;
}
