/** The public shapes of a report: what `--json` prints (CONTRACT). It may not know how figures come about or are drawn. */

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
  /** Whether cells under k were left out. */
  readonly withheld: boolean;
}

export interface ReportData {
  readonly report: string;
  readonly site: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly state: 'complete' | 'partial';
  readonly days: { readonly asked: number; readonly sealed: number; readonly missing: readonly string[] };
  readonly inside: boolean;
  readonly method: { readonly unit: 'visitor-day'; readonly k: number; readonly bounds: Readonly<Record<string, number>> };
  /** The period that x_previous columns show; absent where nothing is compared. */
  readonly compare?: { readonly from: string; readonly to: string; readonly state: 'complete' | 'partial'; readonly days: ReportData['days'] };
  readonly tables: readonly ReportTable[];
}
