/** `headcount live`: the unsealed days as everybody who may watch them sees them. Counts only. */
import type { ReportData } from '../report/report.ts';

/** Unsealed days of one site that lie together. */
export interface LiveStretch {
  readonly site: string;
  readonly name: string;
  readonly days: readonly string[];
  readonly received: number;
  /** Items by outcome, so far. */
  readonly books: Readonly<Record<string, number>>;
}

export interface LiveView {
  readonly live: {
    readonly visitors: number;
    readonly k: number;
    readonly day: string;
    readonly hour: number;
    readonly timeZone: string;
    readonly sites: readonly LiveStretch[];
    readonly hints?: readonly string[];
  };
  readonly reports: readonly ReportData[];
}

export interface LiveAnswer {
  readonly view: LiveView;
  /** What is missing from it, and why, a line each. */
  readonly omissions: readonly string[];
}
