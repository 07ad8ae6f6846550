/** Computes the same facts by the project's SQL in an in-memory DuckDB, keyed as the oracle keys them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDuckdbColumns, DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { DEFAULT_BOUNDS, type Bounds } from '#core/facts/fact';
import { grainColumns } from '#core/facts/columns';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { buildFacts } from '#runtime/local/seal/build-facts';
import type { SqlLoader } from '#core/ports/query-engine';
import { loadSql as projectSql } from '#runtime/node/package-root';
import type { OracleFacts, OracleOptions } from './oracle.ts';

export interface SqlFacts {
  readonly db: DuckDb;
  of(arrivals: readonly ArrivalRow[], options: OracleOptions): Promise<OracleFacts>;
  close(): void;
}

const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');

/** A `loadSql` other than the project's lets a test break a query and see that the comparison notices. */
export async function sqlFacts(loadSql: SqlLoader = projectSql): Promise<SqlFacts> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-sql-facts-'));
  const db = await openDuckDb({ memoryLimit: '1GB', threads: 2, scratch: join(folder, 'scratch') });
  await db.run(`create table given (${formatDuckdbColumns(FIELDS)})`);
  return {
    db,
    of: async (arrivals, options) => {
      const file = join(folder, 'rows.jsonl');
      writeFileSync(file, arrivals.map((row) => JSON.stringify(row)).join('\n'));
      await db.run('delete from given');
      await db.run(
        `insert into given by name select * from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})`,
        [file],
      );
      const bounds: Bounds = options.bounds ?? DEFAULT_BOUNDS;
      await buildFacts(db, {
        arrivals: 'given',
        facts: FACTS,
        bounds,
        siteDays: options.siteDays.map((one) => ({ ...one, worthCents: options.worthCents ?? 100_000 })),
        loadSql,
      });
      const facts: OracleFacts = {};
      for (const fact of FACTS)
        facts[fact.name] = await cells(
          db,
          fact.name,
          grainColumns(fact),
          fact.measures.map((measure) => measure.name),
        );
      facts['completeness'] = await cells(
        db,
        'completeness',
        ['site', 'day', 'outcome', 'reason'],
        ['items'],
      );
      return facts;
    },
    close: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function cells(
  db: DuckDb,
  table: string,
  grain: readonly string[],
  measures: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const rows = await db.rows(`select * from ${table}`);
  const found = new Map(
    rows.map((row) => [
      grain.map((name) => String(row[name])).join('|'),
      Object.fromEntries(measures.map((name) => [name, Number(row[name])])),
    ]),
  );
  if (found.size !== rows.length) throw new Error(`${table} has two rows of one grain`);
  return found;
}
