/**
 * How a report is declared, beside its SQL: tables, columns, the arithmetic of each figure, the rule of k.
 * It may not hold a query, nor know an engine or a page.
 */
import type { ReportColumn } from './report.ts';
import type { TablePlace } from './table-place.ts';

/**
 * A quotient of two figures, worked out after the query: SQL only counts. `under` is another column of the query, a
 * number, or one of the totals in `TOTALS`. Where the divisor is zero there is no figure (null).
 */
export interface Quotient {
  readonly numerator: string;
  readonly denominator: string | number;
  /** 100 for a percentage. */
  readonly scale?: number;
}

/** Totals that every row can be divided by; withheld cells are in them. */
export const TOTALS = {
  /** Visitor-days of the site in the period. */
  visitors: '$site_visitors',
  /** Visits of all cells of the table together. */
  visits: '$all_visits',
  /** Days of the period that are there. */
  days: '$days',
} as const;

export interface ColumnDefinition extends ReportColumn {
  /** `key` names the cell, `figure` is counted or worked out. */
  readonly role: 'key' | 'figure';
  /** Absent: the column of the query of the same name. */
  readonly quotient?: Quotient;
}

/** What a chart is drawn for. */
export interface ChartRoom {
  /** Pixels. */
  readonly width: number;
  /** Days of the period asked for. */
  readonly days: number;
  /** Letters of the longest label. */
  readonly letters: number;
  /** Letters of the longest figure in words. */
  readonly texts?: number;
}

/**
 * A Vega-Lite specification that reads the named data sets given to it; its colours are CSS variables of the page, so
 * that one drawing serves light, dark and print.
 */
export type Chart = (room: ChartRoom) => Readonly<Record<string, unknown>>;

export interface TableDefinition {
  readonly name: string;
  readonly title: string;
  /** The fact that its query reads. */
  readonly fact: string;
  /** Path below queries/; its parameters are site, first day, last day. */
  readonly sql: string;
  readonly columns: readonly ColumnDefinition[];
  /** The figure that must reach k for a cell to be shown. */
  readonly k: 'visitors' | 'visits';
  /** Whether a cell that counts nobody at all is shown: a sealed day without visitors is news, and nobody's. */
  readonly zeros?: true;
  /** `ranked`: greatest figure first, and `--limit` cuts; `natural`: by its keys, always whole. */
  readonly order: 'ranked' | 'natural';
  /** Where it stands on a report page, and how it looks there. */
  readonly place: TablePlace;
  readonly chart?: Chart;
  /** Of released figures: one that draws intervals. */
  readonly releasedChart?: Chart;
}

export interface ReportDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly tables: readonly TableDefinition[];
}

export const key = (
  name: string,
  label: string,
  type: ColumnDefinition['type'] = 'text',
): ColumnDefinition => ({ name, type, label, role: 'key' });

/** Visitor-days of a cell. */
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
/** Share of all visitor-days of the site, those of withheld cells included. */
export const SHARE: ColumnDefinition = {
  name: 'share',
  type: 'percent',
  unit: '%',
  label: 'Share of visitor-days',
  role: 'figure',
  quotient: { numerator: 'visitors', denominator: TOTALS.visitors, scale: 100 },
};
