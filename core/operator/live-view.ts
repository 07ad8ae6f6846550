/** Answer of `headcount live`: counts of the unsealed days, the same for everybody who may see them. */
import type { ReportData } from '../report/report.ts';

/** A run of consecutive unsealed days of one site. */
export interface LivePeriod {
  readonly site: string;
  readonly name: string;
  readonly days: readonly string[];
  readonly received: number;
  /** Items received so far, by outcome. */
  readonly books: Readonly<Record<string, number>>;
}

export interface LiveView {
  readonly live: {
    readonly visitors: number;
    readonly k: number;
    readonly day: string;
    readonly hour: number;
    readonly timeZone: string;
    readonly sites: readonly LivePeriod[];
    readonly hints?: readonly string[];
  };
  readonly reports: readonly ReportData[];
}

/** The reports of one unsealed day of one site, counted with the view: no sooner and no finer. */
export interface DayReports {
  readonly site: string;
  readonly day: string;
  readonly reports: readonly ReportData[];
}

export interface LiveAnswer {
  readonly view: LiveView;
  /** Today and yesterday, as far as they are unsealed. */
  readonly recent: readonly DayReports[];
  /** One line per missing part, with the reason. */
  readonly omissions: readonly string[];
}
