/**
 * The data that `headcount report` reads, in either place: releases, and, for internal reports, the facts that a
 * question needs.
 */
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { DecisionBatch } from '../names/name-decisions.ts';
import type { QueryEngine } from '../ports/query-engine.ts';

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** The facts and periods that one run of reports will query. */
export interface InsideRequest {
  readonly site: string;
  /** Names of facts, in addition to `days`. */
  readonly facts: ReadonlySet<string>;
  /** The period of the report, and the one it is compared with. */
  readonly ranges: readonly DayRange[];
  /** A further period of which only totals are queried. */
  readonly totalsOnly: DayRange;
}

/** A consistent snapshot of the sealed facts. */
export interface InsideLake {
  /** Shows the facts that `prepare` has loaded. */
  readonly engine: QueryEngine;
  /** Lists the sealed days of a site, ascending. */
  sealedDays(site: string): Promise<readonly string[]>;
  /** Lists the days of a site whose breakdowns were merged into their month, ascending. */
  mergedDays(site: string): Promise<readonly string[]>;
  /** Lists the sealed days of a site whose visitors two salts made, ascending: one of them may count twice. */
  doubledDays(site: string): Promise<readonly string[]>;
  /** Returns the widest bounds under which the days of a period were sealed. */
  widestBounds(site: string, range: DayRange): Promise<Readonly<Record<string, number>>>;
  prepare(request: InsideRequest): Promise<void>;
}

export interface ReportLake {
  /** Whether the visitors are those of the demo's simulated month. */
  readonly simulated: boolean;
  /** The command to run where nothing is sealed or released yet. */
  readonly advice: { readonly seal: string; readonly release: string };
  /** Throws a UsageError where days are sealed in a time zone other than the configured one. */
  refuseChangedZone(): Promise<void>;
  /** Reads every published release of a site, days and months, ordered by period. */
  readReleases(site: string): Promise<readonly StoredRelease[]>;
  /** Reads the operator's decisions about names. */
  readDecisions(): Promise<readonly DecisionBatch[]>;
  /** Checks the time zone, then opens the facts for `use`; repeats `use` if the facts changed meanwhile. */
  readFacts(use: (lake: InsideLake) => Promise<void>): Promise<void>;
}
