/** Fact tables in an in-memory DuckDB, created from the fact declarations and filled with given rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDuckdbColumns } from '#core/event/column-types';
import { factColumns } from '#core/facts/columns';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { ReportData } from '#core/report/report';
import { runReport, type ReportRequest } from '#core/report/run-report';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { loadSql } from '#runtime/node/package-root';

export type FactRow = Readonly<Record<string, string | number | undefined>>;
export type FactRows = Readonly<Record<string, readonly FactRow[]>>;

/**
 * Opens a database with every fact as a table. Rows name the columns they set; by default the site is `demo` and
 * measures are 0.
 */
export async function withFacts<T>(rows: FactRows, use: (db: DuckDb) => Promise<T>): Promise<T> {
  const scratch = mkdtempSync(join(tmpdir(), 'headcount-facts-'));
  const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch });
  try {
    for (const fact of FACTS) {
      const columns = factColumns(fact);
      await db.run(`create table ${fact.name} (${formatDuckdbColumns(columns)})`);
      const given = (rows[fact.name] ?? []).map((row) => {
        const unknown = Object.keys(row).filter((name) => !columns.some((column) => column.name === name));
        if (unknown.length > 0) throw new Error(`${fact.name} has no column ${unknown.join(', ')}`);
        return columns.map(
          (column) =>
            row[column.name] ?? (column.name === 'site' ? 'demo' : column.type === 'string' ? '' : 0),
        );
      });
      for (let start = 0; start < given.length; start += 400) {
        const batch = given.slice(start, start + 400);
        await db.run(
          `insert into ${fact.name} values ${batch.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ')}`,
          batch.flat(),
        );
      }
    }
    return await use(db);
  } finally {
    db.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

export const REQUEST: ReportRequest = {
  site: 'demo',
  from: '2026-11-02',
  to: '2026-11-03',
  timeZone: 'Europe/Berlin',
  k: 10,
  bounds: DEFAULT_BOUNDS,
  currency: 'EUR',
};

export function reportNamed(name: string) {
  const found = REPORTS.find((report) => report.name === name);
  if (found === undefined) throw new Error(`no report ${name}`);
  return found;
}

/** Runs a report over given fact rows. */
export function reportOver(
  name: string,
  rows: FactRows,
  request: Partial<ReportRequest> = {},
): Promise<ReportData> {
  return withFacts(rows, (db) => runReport(reportNamed(name), { ...REQUEST, ...request }, db, loadSql));
}

/** Returns the rows of a table, each as {column: cell}. */
export function rowsOf(report: ReportData, name: string): readonly Record<string, unknown>[] {
  const table = report.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table.rows.map((row) =>
    Object.fromEntries(table.columns.map((column, index) => [column.name, row[index]])),
  );
}

export function withheld(report: ReportData, name: string): boolean | undefined {
  return report.tables.find((one) => one.name === name)?.withheld;
}
