/**
 * The sealed facts as views of an in-memory DuckDB: what reports and analysts read. Only a (site, period) that stands in
 * `seals` is shown, so readers see nothing of a day or all of it. It may not show arrivals, nor write.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { RELEASES } from '#core/disclosure/release-columns';
import { factColumns, type FactColumn } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import { openDuckDb, type DuckDb } from '../duckdb/open-duckdb.ts';
import type { DataDir } from '../data-dir.ts';
import { calendarDays } from './calendar.ts';
import { parquetScan } from './parquet-scan.ts';
import { COMPLETENESS, SEALS } from './seal-columns.ts';

export interface LakeOptions {
  /** @default 1GB */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Copies everything into tables, so that no file has to be read afterwards. @default false */
  readonly materialized?: boolean;
}

/**
 * Opens `facts` (from the catalogue), `completeness`, `seals`, `calendar` and `releases`. Where there is no file yet a
 * view is empty and typed. A column that older files lack is null there.
 */
export async function openLake(data: DataDir, _config: Config, facts: readonly Fact[], options: LakeOptions = {}): Promise<DuckDb> {
  const db = await openSeals(data, options);
  const create = options.materialized === true ? 'create table' : 'create view';
  try {
    for (const fact of facts) await db.run(`${create} ${fact.name} as ${sealedRows(join(data.facts, fact.name), factColumns(fact))}`);
    await db.run(`${create} completeness as select site, day, outcome, reason, cast(sum(items) as bigint) as items from (${sealedRows(data.completeness, COMPLETENESS)}) group by all`);
    await db.run(`${create} releases as ${parquetScan(data.releases, RELEASES)}`);
    await createCalendar(db, data);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens `seals` alone, for who holds the facts that are asked for (hold-facts.ts): a view opens every file of its folder. */
export async function openSeals(data: DataDir, options: Omit<LakeOptions, 'materialized'> = {}): Promise<DuckDb> {
  const db = await openDuckDb({
    memoryLimit: options.memoryLimit ?? '1GB', scratch: data.scratch, ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    await db.run(`create table seals as ${parquetScan(data.seals, SEALS)}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function sealedRows(folder: string, columns: readonly FactColumn[]): string {
  const names = columns.map((column) => `f.${column.name}`).join(', ');
  return `select ${names} from (${parquetScan(folder, columns)}) f where (f.site, f.period) in (select (site, period) from seals)`;
}

/** All days of the years that have a sealed day. */
async function createCalendar(db: DuckDb, data: DataDir): Promise<void> {
  const years = periodsIn(data.seals).map((period) => Number(period.slice(0, 4)));
  const days = years.length === 0 ? [] : calendarDays(Math.min(...years), Math.max(...years));
  await db.run('create table calendar (day varchar, weekday integer, iso_week varchar, month varchar, quarter varchar, year varchar)');
  if (days.length === 0) return;
  await db.run(`insert into calendar select unnest(from_json(?, '[{"day":"VARCHAR","weekday":"INTEGER","iso_week":"VARCHAR","month":"VARCHAR","quarter":"VARCHAR","year":"VARCHAR"}]'), recursive := true)`, [JSON.stringify(days)]);
}

/** Periods that have a folder. */
export function periodsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => /^period=(\d{4}(?:-\d{2}){1,2})$/.exec(name)?.[1] ?? []).toSorted();
}

