/** Fact tables in an in-memory DuckDB, made from the fact declarations and filled with given rows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FACTS } from '#queries/facts/catalogue';
import { duckdbColumns } from '#core/event/column-types';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';

export type FactRow = Readonly<Record<string, string | number>>;

export interface FactTables {
  readonly db: DuckDb;
  readonly close: () => void;
}

/** Opens a database with every fact as a table; rows name the columns they set, measures not named are 0. */
export async function factTables(rows: Readonly<Record<string, readonly FactRow[]>>): Promise<FactTables> {
  const scratch = mkdtempSync(join(tmpdir(), 'headcount-facts-'));
  const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch });
  for (const fact of FACTS) {
    const columns = [
      { name: 'site', type: 'string' as const }, { name: 'day', type: 'string' as const }, ...fact.grain,
      ...fact.measures.map((measure) => ({ name: measure.name, type: 'bigint' as const })),
    ];
    await db.run(`create table ${fact.name} (${duckdbColumns(columns)})`);
    for (const row of rows[fact.name] ?? []) {
      const unknown = Object.keys(row).filter((name) => !columns.some((column) => column.name === name));
      if (unknown.length > 0) throw new Error(`${fact.name} has no column ${unknown.join(', ')}`);
      await db.run(`insert into ${fact.name} values (${columns.map(() => '?').join(', ')})`, columns.map((column) => row[column.name] ?? (column.type === 'bigint' ? 0 : '')));
    }
  }
  return { db, close: () => { db.close(); rmSync(scratch, { recursive: true, force: true }); } };
}
