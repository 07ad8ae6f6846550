/**
 * Computes the shown rows of a site's month before and after its settlement, as tables: each fact under its own name,
 * and beside it `settled_NAME`, by the SQL of queries/settle.
 */
import { join } from 'node:path';
import { factColumns } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { settleFile } from '#core/facts/fact-files';
import type { SqlLoader } from '#core/ports/query-engine';
import type { KeptValue } from '#core/settle/kept-values';
import { changedSql, foldedSql } from '#core/settle/settle-checks';
import type { MonthState } from '#core/settle/month-state';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { parquetScan } from '../lake/parquet-scan.ts';
import { publishDraft } from '../seal/replace-file.ts';
import { periodPath, writeDraft } from '../seal/write-period.ts';

export interface RowsToSettle {
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly state: MonthState;
  readonly keptValues: readonly KeptValue[];
}

const names = (fact: Fact) =>
  factColumns(fact)
    .map((column) => column.name)
    .join(', ');

/** Creates both tables of each fact; writes no file. Needs the tables of readMonth. */
export async function settleRows(
  db: DuckDb,
  data: DataDir,
  { facts, loadSql, state, keptValues }: RowsToSettle,
): Promise<void> {
  await db.run('create or replace temp table kept (kind varchar, key varchar, value varchar)');
  await db.run(
    `insert into kept select unnest(from_json($1, '[{"kind":"VARCHAR","key":"VARCHAR","value":"VARCHAR"}]'), recursive := true)`,
    [JSON.stringify(keptValues)],
  );
  for (const fact of facts) {
    const scan = parquetScan(join(data.facts, fact.name), factColumns(fact), state.shown);
    await db.run(
      `create or replace temp table ${fact.name} as select ${names(fact)} from (${scan}) where site = $1`,
      [state.site],
    );
    await db.run(`create or replace temp table settled_${fact.name} as ${loadSql(settleFile(fact))}`);
  }
}

/** Counts the rows whose values were folded. */
export async function countFolded(db: DuckDb, fact: Fact): Promise<number> {
  const [row] = await db.rows(foldedSql(fact, `settled_${fact.name}`));
  return Number(row?.['folded'] ?? 0);
}

/** Returns the periods whose files would change, except those to be merged. */
export async function findChangedPeriods(
  db: DuckDb,
  fact: Fact,
  { toMerge, month }: MonthState,
): Promise<readonly string[]> {
  const rows = await db.rows(changedSql(fact, `settled_${fact.name}`));
  return rows
    .map((row) => String(row['day']))
    .filter((day) => !toMerge.includes(day) && !(toMerge.length > 0 && day === month));
}

/** Replaces the file of a period with the settled rows of the site and the unchanged rows of other sites. */
export async function writeSettled(db: DuckDb, data: DataDir, fact: Fact, period: string): Promise<void> {
  const folder = join(data.facts, fact.name);
  await db.run(
    `create or replace temp table settled_now as select * from settled_${fact.name} where day = $1`,
    [period],
  );
  publishDraft(
    await writeDraft(db, { folder, columns: factColumns(fact), table: 'settled_now' }, period),
    periodPath(folder, period),
  );
}
