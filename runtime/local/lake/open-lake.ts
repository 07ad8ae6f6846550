/**
 * Opens the sealed facts as views of an in-memory DuckDB: what reports and analysts read. Only a (site, period) in
 * `seals` is shown, so readers see nothing of a day or all of it, and breakdowns either of a day or of the month it was
 * merged into. It may not show arrivals, nor write.
 */
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { RELEASES } from '#core/disclosure/release-columns';
import { factColumns, isBreakdown, type FactColumn } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import { refuseForeignColumns } from '../damage/foreign-columns.ts';
import type { DataDir } from '../data-dir.ts';
import { calendarDays } from '#core/time/calendar';
import { SHOWN_TABLES, checkUnmoved, createShownTables } from './merged-days.ts';
import { parquetScan } from './parquet-scan.ts';
import { periodFiles } from './period-files.ts';
import { periodsIn } from './periods-in.ts';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';

export interface LakeOptions {
  /** @default 1GB */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Copies everything into tables, so that no file has to be read afterwards. @default false */
  readonly materialized?: boolean;
}

/**
 * Opens the facts of the catalogue, `completeness`, `seals`, `calendar` and `releases`. Where there is no file yet, a
 * view is empty and typed. A column that older files lack is null. If materialized, throws a LakeMovedError where a
 * month was settled meanwhile.
 */
export async function openLake(
  data: DataDir,
  _config: Config,
  facts: readonly Fact[],
  options: LakeOptions = {},
): Promise<DuckDb> {
  const db = await openSeals(data, options);
  const create = options.materialized === true ? 'create table' : 'create view';
  try {
    for (const fact of facts) {
      const folder = join(data.facts, fact.name);
      await refuseForeignColumns(
        db,
        periodFiles(folder).files.map(({ file }) => file),
        factColumns(fact).map(({ name }) => name),
      );
      await db.run(
        `${create} ${fact.name} as ${shownRows(folder, factColumns(fact), isBreakdown(fact) ? SHOWN_TABLES.breakdowns : SHOWN_TABLES.totals)}`,
      );
    }
    await refuseForeignColumns(
      db,
      periodFiles(data.completeness).files.map(({ file }) => file),
      COMPLETENESS.map(({ name }) => name),
    );
    await db.run(
      `${create} completeness as select site, day, outcome, reason, cast(sum(items) as bigint) as items from (${shownRows(data.completeness, COMPLETENESS, SHOWN_TABLES.totals)}) group by all`,
    );
    await db.run(`${create} releases as ${parquetScan(data.releases, RELEASES)}`);
    await createCalendar(db, data);
    if (options.materialized === true) await checkUnmoved(db, data);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens `seals` alone, for callers that load only the facts they need (hold-facts.ts): a view opens every file of its
 * folder.
 */
export async function openSeals(
  data: DataDir,
  options: Omit<LakeOptions, 'materialized'> = {},
): Promise<DuckDb> {
  const db = await openDuckDb({
    memoryLimit: options.memoryLimit ?? '1GB',
    scratch: data.scratch,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    await refuseForeignColumns(
      db,
      periodFiles(data.seals).files.map(({ file }) => file),
      ['site', 'time_zone', 'live', 'sealed_on'],
    );
    await db.run(`create table seals as ${parquetScan(data.seals, SEALS)}`);
    await createShownTables(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function shownRows(folder: string, columns: readonly FactColumn[], shownTable: string): string {
  const names = columns.map((column) => `f.${column.name}`).join(', ');
  return `select ${names} from (${parquetScan(folder, columns)}) f where (f.site, f.period) in (select (site, period) from ${shownTable})`;
}

/** Creates `calendar`: all days of the years that have a sealed day. */
async function createCalendar(db: DuckDb, data: DataDir): Promise<void> {
  const years = periodsIn(data.seals).map((period) => Number(period.slice(0, 4)));
  const days = years.length === 0 ? [] : calendarDays(Math.min(...years), Math.max(...years));
  await db.run(
    'create table calendar (day varchar, weekday integer, iso_week varchar, month varchar, quarter varchar, year varchar)',
  );
  if (days.length === 0) return;
  await db.run(
    `insert into calendar select unnest(from_json(?, '[{"day":"VARCHAR","weekday":"INTEGER","iso_week":"VARCHAR","month":"VARCHAR","quarter":"VARCHAR","year":"VARCHAR"}]'), recursive := true)`,
    [JSON.stringify(days)],
  );
}
