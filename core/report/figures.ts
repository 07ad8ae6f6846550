/**
 * The one place between query and rendering: where a report's figures come from. Inside they are the facts as they
 * are; released ones come from releases by a second maker (run-released.ts). What is rendered says by its brand which
 * it is. It may not work out a figure nor know an engine.
 */
import type { QueryEngine, SqlLoader, SqlRow } from '../ports/query-engine.ts';
import type { TableDefinition } from './definition.ts';
import { lowerBound } from './merged-days.ts';
import type { ReportData } from './report.ts';

declare const INSIDE: unique symbol;
declare const RELEASED: unique symbol;

/**
 * A report of exact or bounded figures: INTERNAL. Made by `runReport` alone; a publishing renderer does not take it.
 */
export type InsideReport = ReportData & { readonly [INSIDE]: true };
/** A report of released figures, fit to publish. Made by `runReleased` alone. */
export type ReleasedReport = ReportData & { readonly [RELEASED]: true };

/** A site and a stretch of days, both ends included. */
export interface Stretch {
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

/** Cells of one table: those that may be shown, and what the withheld ones add up to. */
export interface Cells {
  readonly rows: readonly SqlRow[];
  readonly withheld: boolean;
  /** Visits of all cells, withheld ones included; 0 where the table counts none. */
  readonly allVisits: number;
}

export interface FigureSource {
  readonly inside: boolean;
  /** The days of the stretch that have figures, ascending. */
  days(stretch: Stretch): Promise<readonly string[]>;
  /** Visitor-days of the site by day of the stretch. */
  visitors(stretch: Stretch): Promise<ReadonlyMap<string, number>>;
  cells(table: TableDefinition, stretch: Stretch, k: number): Promise<Cells>;
}

/** Figures straight from the facts: exact in `days`, within their bounds elsewhere; cells under k are left out. */
export function insideFigures(engine: QueryEngine, loadSql: SqlLoader): FigureSource {
  const ask = (sql: string, { site, from, to }: Stretch) =>
    engine.rows(loadSql(sql), [site, lowerBound(from), to]);
  return {
    inside: true,
    days: async (stretch) => (await ask('reports/days-there.sql', stretch)).map((row) => String(row['day'])),
    visitors: async (stretch) =>
      new Map(
        (await ask('reports/site-visitors.sql', stretch)).map((row) => [
          String(row['day']),
          Number(row['visitors'] ?? 0),
        ]),
      ),
    cells: async (table, stretch, k) => keep(await ask(table.sql, stretch), table, k),
  };
}

function keep(all: readonly SqlRow[], table: TableDefinition, k: number): Cells {
  const count = (row: SqlRow) => Number(row[table.k] ?? 0);
  const rows = all.filter((row) => count(row) >= k || (table.zeros === true && count(row) === 0));
  return {
    rows,
    withheld: rows.length < all.length,
    allVisits: all.reduce((sum, row) => sum + Number(row['visits'] ?? 0), 0),
  };
}

/** The one maker of the released brand; `runReleased` calls it. */
export function markReleased(report: ReportData): ReleasedReport {
  return report as ReleasedReport;
}

/** The one maker of the inside brand; `runReport` calls it. */
export function markInside(report: ReportData): InsideReport {
  return report as InsideReport;
}
