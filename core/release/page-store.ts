/**
 * The port of the monthly reports: where their files are kept, and the releases that they are made from. Each place has
 * one adapter. A store may not open a fact.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';

/** One site's month, published as files. */
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
  /** Lists the released days and months of each site, ascending. */
  releasedPeriods(sites: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Reads these releases of a site, in the order of `periods`. */
  readReleases(site: string, periods: readonly string[]): Promise<readonly StoredRelease[]>;
  /** Lists the existing pages; undefined where there is no place for them yet, in which case no index is needed. */
  listPages(): Promise<readonly MonthPage[] | undefined>;
  /** Reads the HTML of a page; undefined where there is none. */
  readPage(page: MonthPage): Promise<string | undefined>;
  /** Writes the files of a page one by one, in this order, each atomically. */
  writePage(page: MonthPage, files: readonly PageFile[]): Promise<void>;
  /** Writes the index page, which links to all others. */
  writeIndex(html: string): Promise<void>;
  /** Replaces the object of released demand, `demand.json`, atomically. */
  writeDemand(json: string): Promise<void>;
  /** Whether enough time is left for one more page; if not, the run ends and the next run continues. */
  hasTime(): boolean;
}
