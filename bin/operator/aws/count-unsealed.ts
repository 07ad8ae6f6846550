/** Counts the unsealed days of a deployment. Only counts may be copied to this machine, never arrivals. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { formatDuckdbColumns } from '#core/event/column-types';
import { factColumns, type FactColumn } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { QueryEngine } from '#core/ports/query-engine';
import { unsealedFactSql, type UnsealedArrivals } from '#core/seal/unsealed-sql';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { QueryFailedError } from '#runtime/aws/athena/query-failed';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import {
  boundsOf,
  toSiteDays,
  buildSnapshot,
  type SiteStretch,
  type Snapshot,
} from '#runtime/local/live/snapshot';
import { inOwnFolder } from '#runtime/node/own-folder';
import { loadSql } from '#runtime/node/package-root';

/** Without intermediate tables, a query can exceed the number of stages that Trino allows (150). */
const TOO_MANY_STAGES = 'QUERY_HAS_TOO_MANY_STAGES';

export interface UnsealedDays {
  readonly config: Config;
  readonly stretches: readonly SiteStretch[];
  readonly visitors: number;
  readonly now: number;
}

/** Copies the facts as rows into an in-memory database and runs the reports over it, as the local live view does. */
export async function countUnsealed(
  engine: QueryEngine,
  unsealed: UnsealedArrivals | undefined,
  { config, stretches, visitors, now }: UnsealedDays,
): Promise<{ readonly snapshot: Snapshot; readonly omissions: readonly string[] }> {
  return await inOwnFolder('live', async (folder) => {
    const db = await openDuckDb({ memoryLimit: '512MB', scratch: folder });
    try {
      const uncounted = await countFacts(engine, unsealed, { db, folder }, config, stretches);
      // A report never lacks a table silently: it appears with all of its tables or not at all.
      const reports = REPORTS.filter((report) => report.tables.every((table) => !uncounted.has(table.fact)));
      const missing = REPORTS.filter((report) => !reports.includes(report)).map((report) => report.name);
      const snapshot = await buildSnapshot(
        { db, config, catalogue: { facts: FACTS, reports, loadSql }, now, k: config.k },
        stretches,
        visitors,
      );
      const omissions =
        missing.length === 0
          ? []
          : [
              `not shown of the day under way: ${missing.join(', ')} (too much for one Athena query); they appear after the seal`,
            ];
      return { snapshot, omissions };
    } finally {
      db.close();
    }
  });
}

/** An in-memory database, and a folder that only this process uses. */
interface Workspace {
  readonly db: DuckDb;
  readonly folder: string;
}

/** Fills a table per fact; returns the names of the facts that Athena cannot count in one query. */
async function countFacts(
  engine: QueryEngine,
  unsealed: UnsealedArrivals | undefined,
  workspace: Workspace,
  config: Config,
  stretches: readonly SiteStretch[],
): Promise<ReadonlySet<string>> {
  const counting = {
    bounds: boundsOf(config),
    siteDays: toSiteDays(stretches),
    visitorDays: (SCRATCH.find((table) => table.name === 'visitor_days')?.columns ?? []).map(
      (column) => column.name,
    ),
  };
  const tables = [
    ...FACTS.map((fact) => [fact.name, `facts/${fact.name}/fact.sql`, factColumns(fact)] as const),
    ['completeness', 'seal/completeness.sql', COMPLETENESS] as const,
  ];
  const uncounted = new Set<string>();
  for (const [name, path, columns] of tables) {
    try {
      let rows: readonly object[] = [];
      if (unsealed !== undefined && stretches.length > 0) {
        const { text, parameters } = unsealedFactSql(unsealed, counting, path);
        rows = await engine.rows(text, parameters);
      }
      await fillTable(workspace, name, columns, rows);
    } catch (error) {
      if (!(error instanceof QueryFailedError) || !error.message.includes(TOO_MANY_STAGES)) throw error;
      uncounted.add(name);
      await fillTable(workspace, name, columns, []);
    }
  }
  return uncounted;
}

async function fillTable(
  { db, folder }: Workspace,
  name: string,
  columns: readonly FactColumn[],
  rows: readonly object[],
): Promise<void> {
  await db.run(`create table ${name} (${formatDuckdbColumns(columns)})`);
  if (rows.length === 0) return;
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'), { mode: 0o600 });
  await db.run(
    `insert into ${name} by name select * from read_json($1, format = 'newline_delimited', columns = {${columns.map((column) => `${column.name}: '${formatDuckdbColumns([column]).slice(column.name.length + 1)}'`).join(', ')}})`,
    [file],
  );
}
