/**
 * The facts of one site and a few stretches of days as tables in memory: each file is opened once, and only files of
 * these days, where the views of open-lake.ts open every file for every query. It may not show what is not sealed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { duckdbColumns } from '#core/event/column-types';
import { factColumns, isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { showsMonth } from '#core/report/merged-days';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { SHOWN, checkUnmoved } from './merged-days.ts';
import { sqlText } from './parquet-scan.ts';

export interface HeldDays {
  readonly site: string;
  readonly stretches: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Creates a table for each fact in a database of openLake. What was merged into a month is held where a stretch holds the
 * whole month and none a part of it. Throws a LakeMovedError where a month was settled meanwhile.
 */
export async function holdFacts(db: DuckDb, data: DataDir, facts: readonly Fact[], held: HeldDays): Promise<void> {
  for (const fact of facts) {
    const columns = factColumns(fact);
    await db.run(`create table ${fact.name} (${duckdbColumns(columns)})`);
    const files = periodFolders(join(data.facts, fact.name), held).map((folder) => sqlText(join(folder, '*.parquet')));
    if (files.length === 0) continue;
    const names = columns.map((column) => column.name).join(', ');
    const insert = (union: boolean) => db.run(
      `insert into ${fact.name} by name select ${union ? '* exclude (period)' : names} from read_parquet([${files.join(', ')}], hive_partitioning = true, hive_types_autocast = false, union_by_name = ${union})
       where site = ? and (site, period) in (select (site, period) from ${isBreakdown(fact) ? SHOWN.breakdowns : SHOWN.totals})`,
      [held.site],
    );
    // Reading files as if all had the columns of today is twice as fast; older ones may lack some.
    await insert(false).catch(() => insert(true));
  }
  await checkUnmoved(db, data);
}

function periodFolders(folder: string, { stretches }: HeldDays): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => {
    const period = /^period=(\d{4}-\d{2}(?:-\d{2})?)$/.exec(name)?.[1];
    if (period === undefined || readdirSync(join(folder, name)).every((file) => !file.endsWith('.parquet'))) return false;
    return period.length === 7 ? showsMonth(period, stretches) : stretches.some(({ from, to }) => period >= from && period <= to);
  }).map((name) => join(folder, name));
}
