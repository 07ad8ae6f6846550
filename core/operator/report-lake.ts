/**
 * What `headcount report` reads, wherever it lies: releases, and inside the facts that one question needs. It may not
 * render.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { QueryEngine } from '../ports/query-engine.ts';

export interface Days {
  readonly from: string;
  readonly to: string;
}

/** What the queries of one run of reports will ask for. */
export interface InsideRequest {
  readonly site: string;
  /** Names of facts, beside `days`. */
  readonly facts: ReadonlySet<string>;
  /** The period, and the one it is compared with. */
  readonly stretches: readonly Days[];
  /** Beside these, of which totals alone are asked. */
  readonly totalsOnly: Days;
}

/** The sealed facts, read as they stood at one time. */
export interface InsideLake {
  /** Shows what `hold` was asked for. */
  readonly engine: QueryEngine;
  /** Sealed days of a site, ascending. */
  sealedDays(site: string): Promise<readonly string[]>;
  /** Days of a site whose breakdowns were merged, ascending. */
  mergedDays(site: string): Promise<readonly string[]>;
  /** The widest bounds that the days of a stretch were sealed under. */
  widestBounds(site: string, stretch: Days): Promise<Readonly<Record<string, number>>>;
  prepare(request: InsideRequest): Promise<void>;
}

export interface ReportLake {
  /** What to run where nothing is sealed or released yet. */
  readonly advice: { readonly seal: string; readonly release: string };
  /** Throws a UsageError where days are sealed in another time zone than the configured one. */
  refuseChangedZone(): Promise<void>;
  /** Every published release of a site, days and months, by period. */
  readReleases(site: string): Promise<readonly StoredRelease[]>;
  /** Opens the facts for `use`, after the check of the time zone; again where they moved meanwhile. */
  readFacts(use: (lake: InsideLake) => Promise<void>): Promise<void>;
}
