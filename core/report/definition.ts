/**
 * The declaration of a report, which lies beside its SQL: tables, columns, the arithmetic of each figure, the rule of
 * k. It may not hold a query, nor know an engine or a page.
 */
import type { ReportColumn } from './report.ts';
import type { TablePlace } from './table-place.ts';

/**
 * A quotient of two figures, computed after the query: SQL only counts. `denominator` is another column of the query, a
 * number, or one of `TOTALS`. Where it is zero, the figure is null.
 */
export interface Quotient {
  readonly numerator: string;
  readonly denominator: string | number;
  /** 100 for a percentage. */
  readonly scale?: number;
}

/** Totals by which every row can be divided; they include withheld cells. */
export const TOTALS = {
  /** Visitor-days of the site in the period. */
  visitors: '$site_visitors',
  /** Visits of all cells of the table together. */
  visits: '$all_visits',
  /** Days of the period that are available. */
  days: '$days',
} as const;

export interface ColumnDefinition extends Omit<ReportColumn, 'atLeast'> {
  /** The column whose exact figure is never larger, in any cell and under any bound. @default none */
  readonly atLeast?: string;
  /** `key` identifies the cell, `figure` is counted or computed. */
  readonly role: 'key' | 'figure';
  /** Absent: the figure is the query's column of the same name. */
  readonly quotient?: Quotient;
}

/** The size and contents that a chart is drawn for. */
export interface ChartDimensions {
  /** Width in pixels. */
  readonly width: number;
  /** Number of days of the requested period. */
  readonly days: number;
  /** Length of the longest label, in characters. */
  readonly labelLength: number;
  /** Length of the longest figure as text, in characters. */
  readonly valueLength?: number;
}

/**
 * Returns a Vega-Lite specification that reads the data sets named in it. Its colours are CSS variables of the page, so
 * that one drawing serves light mode, dark mode and print.
 */
export type Chart = (room: ChartDimensions) => Readonly<Record<string, unknown>>;

export interface TableDefinition {
  readonly name: string;
  readonly title: string;
  /** The fact that its query reads. */
  readonly fact: string;
  /** Path below queries/; its parameters are site, first day and last day. */
  readonly sql: string;
  readonly columns: readonly ColumnDefinition[];
  /** The figure that must reach k for a cell to be shown. */
  readonly k: 'visitors' | 'visits';
  /**
   * Whether a cell that counts nobody is shown: a sealed day without visitors is informative, and identifies no one.
   */
  readonly zeros?: true;
  /** `ranked`: largest figure first, cut by `--limit`; `natural`: by keys, never cut. */
  readonly order: 'ranked' | 'natural';
  /** Its place on a report page, and its look there. */
  readonly place: TablePlace;
  readonly chart?: Chart;
  /** The chart of released figures, which draws intervals. */
  readonly releasedChart?: Chart;
}

export interface ReportDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tables: readonly TableDefinition[];
}

/** Declares a column that identifies the cell. */
export const key = (
  name: string,
  label: string,
  type: ColumnDefinition['type'] = 'text',
): ColumnDefinition => ({ name, type, label, role: 'key' });

/** The visitor-days of a cell. */
export const VISITORS: ColumnDefinition = {
  name: 'visitors',
  type: 'count',
  unit: 'visitor-days',
  label: 'Visitor-days',
  role: 'figure',
};
export const VISITS: ColumnDefinition = {
  name: 'visits',
  type: 'count',
  unit: 'visits',
  label: 'Visits',
  role: 'figure',
};
export const PAGE_VIEWS: ColumnDefinition = {
  name: 'page_views',
  type: 'count',
  unit: 'page views',
  label: 'Page views',
  role: 'figure',
};
export const ENGAGED_SECONDS: ColumnDefinition = {
  name: 'engaged_seconds',
  type: 'seconds',
  unit: 's',
  label: 'Engaged time',
  role: 'figure',
};
/** Share of all visitor-days of the site, including those of withheld cells. */
export const SHARE: ColumnDefinition = {
  name: 'share',
  type: 'percent',
  unit: '%',
  label: 'Share of visitor-days',
  role: 'figure',
  quotient: { numerator: 'visitors', denominator: TOTALS.visitors, scale: 100 },
};
