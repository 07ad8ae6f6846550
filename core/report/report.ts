/**
 * The public shapes of a report: what `--json` prints (docs/reference.md). It may not know how figures come about or
 * are drawn.
 */

export type ColumnKind = 'text' | 'day' | 'count' | 'seconds' | 'percent' | 'ratio' | 'money';

export interface ReportColumn {
  readonly name: string;
  readonly type: ColumnKind;
  readonly label: string;
  readonly unit?: string;
}

export type Cell = string | number | null;

export interface ReportTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether cells were left out: under k inside, below their threshold or floor when released. */
  readonly withheld: boolean;
  /** Of a released report: the table is drawn for months only, and the period is none. */
  readonly available?: 'monthly';
}

export interface ReportMethod {
  readonly unit: 'visitor-day';
  /** Inside: cells of fewer are left out. A released report has no such rule. */
  readonly k?: number;
  readonly bounds: Readonly<Record<string, number>>;
  /** Inside: what came in the period and is in no visitor-day. It never enters a release. */
  readonly outside?: { readonly late: number; readonly opted_out: number; readonly without_visitor: number };
  /** Of a released report: how the noise came about and what it cost. */
  readonly release?: ReleaseMethod;
}

export interface ReleaseMethod {
  readonly noise: 'discrete Gaussian';
  readonly accounting: 'zCDP';
  /** What an interval covers: the noise alone. */
  readonly coverage: number;
  /** Versions of the catalogue behind the figures and those they are compared with. */
  readonly catalogue: readonly string[];
  readonly profile: readonly string[];
  /** Per visitor-day and site: what daily figures cost, what monthly ones do, and their sum. */
  readonly rho: { readonly day: number; readonly month: number; readonly total: number };
  readonly delta: number;
  /** What thresholds add to delta at most. */
  readonly threshold_delta: number;
  /** At `delta`, for one person who came on so many days of one month. */
  readonly epsilon: readonly { readonly days: number; readonly epsilon: number }[];
  readonly tables: readonly {
    readonly table: string;
    readonly measure: string;
    /** Standard deviation of the noise of one drawn figure. */
    readonly sigma: number;
    readonly rho: number;
    /** Least noisy figure of a cell that was not known before; absent where all are. */
    readonly threshold?: number;
    /** Least noisy figure of a cell known before. */
    readonly floor?: number;
  }[];
  /** Tables that are not released. */
  readonly left_out: readonly string[];
}

export interface ReportData {
  readonly report: string;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly state: 'complete' | 'partial';
  readonly days: {
    readonly asked: number;
    readonly sealed: number;
    readonly missing: readonly string[];
    /**
     * Inside: sealed days whose breakdowns were merged into a month that the period does not hold whole. Totals have
     * them, breakdowns lack them; absent where there are none.
     */
    readonly merged?: readonly string[];
  };
  readonly inside: boolean;
  readonly method: ReportMethod;
  /** The period that x_previous columns show; absent where nothing is compared. */
  readonly compare?: {
    readonly from: string;
    readonly to: string;
    readonly state: 'complete' | 'partial';
    readonly days: ReportData['days'];
  };
  readonly tables: readonly ReportTable[];
}
