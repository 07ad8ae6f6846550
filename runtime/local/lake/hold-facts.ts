/**
 * The facts of one site and a few stretches of days as tables in memory: each file is opened once, and only files of
 * these days, where the views of open-lake.ts open every file for every query. It may not show what is not sealed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { duckdbColumns } from '#core/event/column-types';
import { factColumns } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { sqlText } from './parquet-scan.ts';

export interface HeldDays {
  readonly site: string;
  readonly stretches: readonly { readonly from: string; readonly to: string }[];
}

/** Creates a table for each fact in a database that has `seals`. Facts merged into months are held where a stretch touches the month. */
export async function holdFacts(db: DuckDb, data: DataDir, facts: readonly Fact[], held: HeldDays): Promise<void> {
  const periods = await sealedPeriods(db, held);
  for (const fact of facts) {
    const columns = factColumns(fact);
    await db.run(`create table ${fact.name} (${duckdbColumns(columns)})`);
    const files = filesOf(join(data.facts, fact.name), periods);
    if (files.length === 0) continue;
    const names = columns.map((column) => column.name).join(', ');
    const insert = (union: boolean) => db.run(
      `insert into ${fact.name} by name select ${union ? '*' : names} from read_parquet([${files.join(', ')}], hive_partitioning = false, union_by_name = ${union}) where site = ?`,
      [held.site],
    );
    // Reading files as if all had the columns of today is twice as fast; older ones may lack some.
    await insert(false).catch(() => insert(true));
  }
}

/** What stands in `seals` for the site and touches a stretch: nothing else is read, so nothing else can be shown. */
async function sealedPeriods(db: DuckDb, { site, stretches }: HeldDays): Promise<readonly string[]> {
  const rows = await db.rows('select distinct period from seals where site = ? order by period', [site]);
  return rows.map((row) => String(row['period'])).filter((period) => /^\d{4}-\d{2}(?:-\d{2})?$/.test(period))
    .filter((period) => stretches.some(({ from, to }) => period >= from.slice(0, period.length) && period <= to));
}

/** Named one by one: to look for what a pattern matches, and for the period in each path, takes a fifth of the reading. */
function filesOf(folder: string, periods: readonly string[]): readonly string[] {
  return periods.map((period) => join(folder, `period=${period}`)).filter((path) => existsSync(path))
    .flatMap((path) => readdirSync(path).filter((name) => name.endsWith('.parquet')).map((name) => sqlText(join(path, name))));
}
