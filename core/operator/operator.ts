/**
 * The port between the command line and the place where the data lies: one method per command. The two implementations,
 * this machine and a deployment on AWS, behave alike, so each command is written once and cannot tell them apart.
 */
import type { Demand } from '../demand/merge-demand.ts';
import type { BudgetBooks } from './budget-books.ts';
import type { CollectorView } from './collector-view.ts';
import type { ImportOutcome, ImportRequest } from './import-request.ts';
import type { LiveAnswer } from './live-view.ts';
import type { NamesOutcome, NamesRequest } from './names-request.ts';
import type { QueryRequest } from './query-request.ts';
import type { ReleaseOutcome, ReleaseRequest } from './release-request.ts';
import type { ReportLake } from './report-lake.ts';
import type { SealOutcome, SealRequest } from './seal-request.ts';
import type { SettleOutcome, SettleRequest } from './settle-request.ts';
import type { StatusView } from './status-view.ts';

/**
 * Every method throws an OperatorError for a problem that the operator can fix; any other error is a bug in the
 * program.
 */
export interface Operator {
  /** Imports logs into a site. Nothing of a log is kept. */
  import(request: ImportRequest): Promise<ImportOutcome>;
  /** Seals complete days into counts. */
  seal(request: SealRequest): Promise<SealOutcome>;
  /** Draws each due release once, and publishes its pages. */
  release(request: ReleaseRequest): Promise<ReleaseOutcome>;
  /** Folds and merges what the release of a month did not publish. */
  settle(request: SettleRequest): Promise<SettleOutcome>;
  /** Lists the names that releases drew, keeps decisions about them, and rewrites the pages. */
  names(request: NamesRequest): Promise<NamesOutcome>;
  /** Returns the privacy budget spent by releases, and which of them are published. */
  budget(): Promise<BudgetBooks>;
  /** Opens sealed facts and releases for `use`. */
  read(use: (lake: ReportLake) => Promise<void>): Promise<void>;
  /** Returns the unsealed days, no sooner and no finer than the live page shows them. */
  live(): Promise<LiveAnswer>;
  status(): Promise<StatusView>;
  /** Answers one SELECT as text in the requested format. */
  query(request: QueryRequest): Promise<readonly Uint8Array[]>;
  /** Describes the collector. `url` is its address, where the operator gave one. */
  collector(url: string | undefined): Promise<CollectorView>;
  /** Returns the demand for topics, from what both sides have released. */
  demand(): Promise<Demand>;
  /** Returns the visitors of the latest sealed days of a site, at most 28 days; empty where none is sealed. */
  recentVisitors(site: string): Promise<readonly number[]>;
}
