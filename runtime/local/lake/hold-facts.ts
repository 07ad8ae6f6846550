/**
 * Loads the facts of one site and a few stretches of days as tables in memory: each file is opened once, and only files
 * of these days, where the views of open-lake.ts open every file for every query. It may not show what is not sealed.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatDuckdbColumns } from '#core/event/column-types';
import { factColumns, isBreakdown } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { showsMonth } from '#core/report/merged-days';
import type { DataDir } from '../data-dir.ts';
import { refuseForeignColumns } from '../damage/foreign-columns.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { SHOWN_TABLES, checkUnmoved } from './merged-days.ts';
import { sqlText } from './parquet-scan.ts';
import { COMPLETENESS } from '#core/facts/lake-columns';

export interface DaySelection {
  readonly site: string;
  readonly stretches: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Creates a table for each fact in a database of openSeals or openLake. Rows merged into a month are loaded where a
 * stretch contains the whole month, and not where it contains a part of it. Throws a LakeMovedError where a month was
 * settled meanwhile.
 */
export async function holdFacts(
  db: DuckDb,
  data: DataDir,
  facts: readonly Fact[],
  selection: DaySelection,
): Promise<void> {
  const [totals, breakdowns] = [
    await readShownPeriods(db, SHOWN_TABLES.totals, selection),
    await readShownPeriods(db, SHOWN_TABLES.breakdowns, selection),
  ];
  for (const fact of facts) {
    const columns = factColumns(fact);
    await db.run(`create table ${fact.name} (${formatDuckdbColumns(columns)})`);
    const paths = listFiles(join(data.facts, fact.name), isBreakdown(fact) ? breakdowns : totals);
    const files = paths.map(sqlText);
    if (files.length === 0) continue;
    const names = columns.map((column) => column.name).join(', ');
    const insert = (union: boolean) =>
      db.run(
        `insert into ${fact.name} by name select ${union ? '*' : names} from read_parquet([${files.join(', ')}], hive_partitioning = false, union_by_name = ${union}) where site = ?`,
        [selection.site],
      );
    // Reading files as if all had today's columns is twice as fast; older ones may lack some.
    await insert(false).catch(async () => {
      await refuseForeignColumns(
        db,
        paths,
        columns.map(({ name }) => name),
      );
      await insert(true);
    });
  }
  await checkUnmoved(db, data);
}

/** Creates the table `completeness` for the same site and stretches. */
export async function holdCompleteness(db: DuckDb, data: DataDir, selection: DaySelection): Promise<void> {
  await db.run(`create table completeness (${formatDuckdbColumns(COMPLETENESS)})`);
  const files = listFiles(data.completeness, await readShownPeriods(db, SHOWN_TABLES.totals, selection)).map(
    sqlText,
  );
  const names = COMPLETENESS.map((column) => column.name).join(', ');
  if (files.length > 0)
    await db.run(
      `insert into completeness by name select ${names} from read_parquet([${files.join(', ')}], hive_partitioning = false, union_by_name = true) where site = ?`,
      [selection.site],
    );
}

/** Lists the shown periods of the site that touch a stretch. Nothing else is read, so nothing else can be shown. */
async function readShownPeriods(
  db: DuckDb,
  shownTable: string,
  { site, stretches }: DaySelection,
): Promise<readonly string[]> {
  const rows = await db.rows(`select distinct period from ${shownTable} where site = ? order by period`, [
    site,
  ]);
  return rows
    .map((row) => String(row['period']))
    .filter((period) =>
      period.length === 7
        ? showsMonth(period, stretches)
        : stretches.some(({ from, to }) => period >= from && period <= to),
    );
}

/**
 * Lists files one by one: matching a pattern, and extracting the period from each path, takes a fifth of the reading
 * time.
 */
function listFiles(folder: string, periods: readonly string[]): readonly string[] {
  return periods
    .map((period) => join(folder, `period=${period}`))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path)
        .filter((name) => name.endsWith('.parquet'))
        .map((name) => join(path, name)),
    );
}
