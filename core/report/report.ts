/** The public shapes of a report, as `--json` prints them (docs/reference.md). */

import type { LeftOut } from './left-out.ts';

export type ColumnKind = 'text' | 'day' | 'count' | 'seconds' | 'percent' | 'ratio' | 'money';

export interface ReportColumn {
  readonly name: string;
  readonly type: ColumnKind;
  readonly label: string;
  readonly unit?: string;
  /** Released reports only: the column whose figure is truly never larger; so the two were fitted to each other. */
  readonly atLeast?: string;
}

export type Cell = string | number | null;

export interface ReportTable {
  readonly name: string;
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Whether cells were left out: below k in an internal report, below their threshold or floor in a released one. */
  readonly withheld: boolean;
  /** What the table leaves out, and why; absent where that is nothing. */
  readonly left_out?: readonly LeftOut[];
  /** Released reports only: the table is drawn for months only, and the period is not one. */
  readonly available?: 'monthly';
}

export interface ReportMethod {
  /** Surveys of the register count people; a released one protects a person's registrations of one year. */
  readonly unit: 'visitor-day' | 'person' | 'person-year';
  /** Internal reports only: cells with fewer visitors are left out. */
  readonly k?: number;
  readonly bounds: Readonly<Record<string, number>>;
  /** Internal reports only: what arrived in the period but is in no visitor-day. It never enters a release. */
  readonly outside?: { readonly late: number; readonly opted_out: number; readonly without_visitor: number };
  /** Released reports only: how the noise was drawn and what it cost. */
  readonly release?: ReleaseMethod;
  /** Released surveys of the register only: the same for them. */
  readonly survey?: SurveyMethod;
}

export interface SurveyMethod extends Pick<ReleaseMethod, 'noise' | 'accounting' | 'coverage' | 'delta'> {
  /** Version of the released tables, their bounds and shares. */
  readonly catalogue: string;
  /** Cost per person and calendar year, over all tables. */
  readonly rho: number;
  /**
   * Epsilon at `delta` for one person who registered in `years` years. No cell has a threshold: that delta is whole.
   */
  readonly epsilon: readonly { readonly years: number; readonly epsilon: number }[];
  readonly tables: readonly {
    readonly table: string;
    /** Most cells that one person adds 1 to; the square of the L2 sensitivity. */
    readonly cells_per_person: number;
    /** Standard deviation of the noise of each cell. */
    readonly sigma: number;
    readonly rho: number;
    /** Smallest noisy figure at which a cell is shown. */
    readonly floor?: number;
  }[];
}

export interface ReleaseMethod {
  readonly noise: 'discrete Gaussian';
  readonly accounting: 'zCDP';
  /** Coverage of the intervals, with respect to the noise alone. */
  readonly coverage: number;
  /** Versions of the catalogue behind the figures and those they are compared with. */
  readonly catalogue: readonly string[];
  readonly profile: readonly string[];
  /** Cost per visitor-day and site: of daily figures, of monthly figures, and their sum. */
  readonly rho: { readonly day: number; readonly month: number; readonly total: number };
  /** The part of each delta of `epsilon` that converting from rho takes. */
  readonly delta: number;
  /** Maximum delta that thresholds add for one visitor-day. */
  readonly threshold_delta: number;
  /**
   * The epsilon and delta that hold together for one person who came on `days` days of one month, once on each. This
   * delta is the whole one: `delta` above and what the thresholds add for so many days.
   */
  readonly epsilon: readonly { readonly days: number; readonly epsilon: number; readonly delta: number }[];
  readonly tables: readonly {
    readonly table: string;
    readonly measure: string;
    /** Standard deviation of the noise of one drawn figure. */
    readonly sigma: number;
    readonly rho: number;
    /** Smallest noisy figure of a cell that was not known beforehand; absent where all were. */
    readonly threshold?: number;
    /** Smallest noisy figure at which a cell known beforehand is shown. */
    readonly floor?: number;
  }[];
  /** Tables that are not released. */
  readonly left_out: readonly string[];
  /** Number of names that passed their threshold and wait for the site's approval; absent where none does. */
  readonly names_waiting?: number;
  /** Measures that the site's web-server logs do not hold; absent where there are none. */
  readonly not_measured?: readonly string[];
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
     * Internal reports only: sealed days whose breakdowns were merged into a month that the period does not contain
     * whole. Totals include them, breakdowns do not; absent where there are none.
     */
    readonly merged?: readonly string[];
    /**
     * Days whose visitors two salts made, as two imports do: a visitor may count twice. A release leaves them out, and
     * names them here among the missing; absent where there are none.
     */
    readonly doubled?: readonly string[];
  };
  readonly inside: boolean;
  /** Only of a day that is not sealed yet: the local day and hour of the count. Its figures may still grow. */
  readonly unsealed?: { readonly day: string; readonly hour: number };
  /** Only where the visitors are simulated: the demo's month. Nothing may show the figures without saying so. */
  readonly simulated?: true;
  readonly method: ReportMethod;
  /** The period shown in x_previous columns; absent without a comparison. */
  readonly compare?: {
    readonly from: string;
    readonly to: string;
    /** Of a period under way: the last of its days that is compared; the range has as many. */
    readonly through?: string;
    readonly state: 'complete' | 'partial';
    readonly days: ReportData['days'];
  };
  readonly tables: readonly ReportTable[];
}
