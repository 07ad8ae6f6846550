/** Computes the facts of given rows by the program's own SQL, without a seal around it: one list of rows per fact. */
import type { ArrivalRow } from '#core/event/fields';
import { FIELDS } from '#core/event/fields';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { buildFacts } from '#runtime/local/seal/build-facts';
import { loadSql } from '#runtime/node/package-root';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** `folder` holds the rows as a file of JSON lines, and DuckDB's spill. */
export async function factsOf(
  rows: readonly ArrivalRow[],
  folder: string,
): Promise<Record<string, readonly SqlRow[]>> {
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'));
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: join(folder, 'scratch') });
  try {
    const columns = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
    await db.run(
      `create temp table given as select * from read_json($1, format = 'newline_delimited', columns = {${columns}})`,
      [file],
    );
    const keys = [...new Set(rows.map((row) => `${row.site} ${row.day}`))];
    const siteDays = keys.map((key) => ({
      site: key.split(' ')[0] ?? '',
      day: key.split(' ')[1] ?? '',
      worthCents: 100_000,
    }));
    await buildFacts(db, { arrivals: 'given', facts: FACTS, bounds: DEFAULT_BOUNDS, siteDays, loadSql });
    const facts: Record<string, readonly SqlRow[]> = {};
    for (const fact of FACTS) facts[fact.name] = await db.rows(`select * from ${fact.name}`);
    return facts;
  } finally {
    db.close();
  }
}
