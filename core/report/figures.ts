/**
 * The only place between queries and rendering: the source of a report's figures. Internal figures are read from the
 * facts; released figures come from releases by a second path (run-released.ts). A brand on the rendered data tells
 * which it is. It may not compute a figure nor know an engine.
 */
import type { QueryEngine, SqlLoader, SqlRow } from '../ports/query-engine.ts';
import type { TableDefinition } from './definition.ts';
import { lowerBound } from './merged-days.ts';
import type { ReportData } from './report.ts';

declare const INSIDE: unique symbol;
declare const RELEASED: unique symbol;

/**
 * A report of exact or bounded figures: INTERNAL. Only `runReport` and the
 * register's survey create one; a publishing renderer does not accept it.
 */
export type InsideReport = ReportData & { readonly [INSIDE]: true };
/** A report of released figures, fit to publish. Only `runReleased` and the register's survey create one. */
export type ReleasedReport = ReportData & { readonly [RELEASED]: true };

/** A site and a range of days, including both ends. */
export interface SiteRange {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

/** Cells of one table: those that may be shown, and the totals of all. */
export interface TableCells {
  readonly rows: readonly SqlRow[];
  /** Number of cells below k. */
  readonly below: number;
  /** Visits of all cells, including withheld ones; 0 where the table counts none. */
  readonly allVisits: number;
}

export interface FigureSource {
  readonly inside: boolean;
  /** Lists the days of the range that have figures, ascending. */
  days(range: SiteRange): Promise<readonly string[]>;
  /** Returns the visitor-days of the site by day of the range. */
  visitors(range: SiteRange): Promise<ReadonlyMap<string, number>>;
  cells(table: TableDefinition, range: SiteRange, k: number): Promise<TableCells>;
}

/** Reads figures from the facts: exact in `days`, within their bounds elsewhere. Cells below k are left out. */
export function insideFigures(engine: QueryEngine, loadSql: SqlLoader): FigureSource {
  const query = (sql: string, { site, from, to }: SiteRange) =>
    engine.rows(loadSql(sql), [site, lowerBound(from), to]);
  return {
    inside: true,
    days: async (range) => (await query('reports/days-there.sql', range)).map((row) => String(row['day'])),
    visitors: async (range) =>
      new Map(
        (await query('reports/site-visitors.sql', range)).map((row) => [
          String(row['day']),
          Number(row['visitors'] ?? 0),
        ]),
      ),
    cells: async (table, range, k) => suppressSmallCells(await query(table.sql, range), table, k),
  };
}

function suppressSmallCells(all: readonly SqlRow[], table: TableDefinition, k: number): TableCells {
  const count = (row: SqlRow) => Number(row[table.k] ?? 0);
  const rows = all.filter((row) => count(row) >= k || (table.zeros === true && count(row) === 0));
  return {
    rows,
    below: all.length - rows.length,
    allVisits: all.reduce((sum, row) => sum + Number(row['visits'] ?? 0), 0),
  };
}

/** Applies the released brand; only `runReleased` and the register's released survey may call it. */
export function markReleased(report: ReportData): ReleasedReport {
  return report as ReleasedReport;
}

/** Applies the internal brand; only `runReport` and the register's survey may call it. */
export function markInside(report: ReportData): InsideReport {
  return report as InsideReport;
}
