/**
 * What the command line asks of the place where the data lies: a method per command. Two implementations, this machine
 * and a deployment on AWS, answer alike, so that a command is written once. It may not know either.
 */
import type { BudgetBooks } from './budget-books.ts';
import type { CollectorView } from './collector-view.ts';
import type { ImportOutcome, ImportRequest } from './import-request.ts';
import type { LiveAnswer } from './live-view.ts';
import type { QueryRequest } from './query-request.ts';
import type { ReleaseOutcome, ReleaseRequest } from './release-request.ts';
import type { ReportLake } from './report-lake.ts';
import type { SealOutcome, SealRequest } from './seal-request.ts';
import type { SettleOutcome, SettleRequest } from './settle-request.ts';
import type { StatusView } from './status-view.ts';

/**
 * Every method throws an OperatorError where the operator can mend what is wrong; any other error is a fault of the
 * program.
 */
export interface Operator {
  /** Reads logs into a site. Nothing of a log is kept. */
  import(request: ImportRequest): Promise<ImportOutcome>;
  /** Turns complete days into counts. */
  seal(request: SealRequest): Promise<SealOutcome>;
  /** Draws what may be published, once, and publishes its pages. */
  release(request: ReleaseRequest): Promise<ReleaseOutcome>;
  /** Folds and merges what a month's release did not publish. */
  settle(request: SettleRequest): Promise<SettleOutcome>;
  /** What releases have cost, and which are published. */
  budget(): Promise<BudgetBooks>;
  /** Opens sealed facts and releases for `use`. */
  read(use: (lake: ReportLake) => Promise<void>): Promise<void>;
  /** Unsealed days, no sooner and no finer than the live page shows them. */
  live(): Promise<LiveAnswer>;
  status(): Promise<StatusView>;
  /** Answers one SELECT, as text in the format asked for. */
  query(request: QueryRequest): Promise<readonly Uint8Array[]>;
  /** The collector. `url`: its address, where the operator named one. */
  collector(url: string | undefined): Promise<CollectorView>;
  /** Visitors of a site's latest sealed days, at most 28; empty where none is sealed. */
  recentVisitors(site: string): Promise<readonly number[]>;
}
