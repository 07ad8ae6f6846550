/**
 * A DuckDB database in memory that speaks the common subset of Trino. Data lives in Parquet, never in a database file.
 * It may not know a table of ours.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, DuckDBMapValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { QueryEngine, SqlRow, SqlValue } from '#core/ports/query-engine';
import { makeFolder } from '../make-folder.ts';
import { SAY_AGAIN, Statements } from './statements.ts';

export interface DuckDbOptions {
  /** As DuckDB writes it: '1GB'. */
  readonly memoryLimit: string;
  readonly threads?: number;
  /** Takes a folder for this database alone; arrivals may pass through it, so it lies in the data directory. */
  readonly scratch: string;
}

/** Rows as lists beside the names of their columns: nothing is lost where two columns share a name. */
export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Rows lie in this process's memory, which DuckDB's limit does not bound. */
export const MOST_ROWS = 1_000_000;

/** An answer has more rows than MOST_ROWS. */
export class TooManyRowsError extends Error {
  override readonly name = 'TooManyRowsError';
}

/** A statement was cancelled because it ran longer than it may. */
export class TooLongError extends Error {
  override readonly name = 'TooLongError';
}

export interface DuckDb extends QueryEngine {
  /** Its own folder below scratch for what it spills and what is split for it: made when it is needed, gone when it is closed. */
  readonly folder: string;
  /** The memory limit. */
  readonly memoryBytes: number;
  /**
   * As `rows`, with the columns also where there is no row; throws a TooManyRowsError beyond MOST_ROWS, and a TooLongError
   * after `patience` milliseconds: DuckDB looks for it between blocks of 2,048 rows, so a slow function adds its block.
   */
  answer(sql: string, patience: number): Promise<Answer>;
  /** Runs one or more statements for their effect. */
  run(sql: string, parameters?: readonly (string | number)[]): Promise<void>;
  /** Closes it before it returns; where statements are under way they are interrupted (and reject), and the promise is kept once they have ended and it is closed. */
  close(): Promise<void>;
}

/** Opens a database with the Trino macros loaded and its memory bounded. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  makeFolder(options.scratch, 0o700);
  // Two databases that spill into one folder would take each other's files for their own.
  const folder = join(options.scratch, `${process.pid}-${randomBytes(4).toString('hex')}`);
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: options.memoryLimit,
    temp_directory: folder,
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  await connection.run(readFileSync(join(PACKAGE_ROOT, 'runtime/local/duckdb/trino-macros.sql'), 'utf8'));
  const statements = new Statements(() => {
    connection.interrupt();
  });
  const [limit] = await rows(connection, "select current_setting('memory_limit') as held");
  return {
    folder,
    memoryBytes: bytes(String(limit?.['held'])),
    rows: (sql, parameters) => statements.run(() => rows(connection, sql, parameters)),
    answer: (sql, patience) =>
      statements.run(() => withinTime(connection, patience, () => answer(connection, sql))),
    run: (sql, parameters) =>
      statements.run(async () => {
        await connection.run(sql, parameters === undefined ? undefined : [...parameters]);
      }),
    close: () =>
      statements.end(() => {
        connection.closeSync();
        instance.closeSync();
        rmSync(folder, { recursive: true, force: true });
      }),
  };
}

/** As DuckDB says it back, whatever the limit was written as: `244.1 MiB`. */
function bytes(text: string): number {
  const [, number, unit] = /^([\d.]+) (bytes|KiB|MiB|GiB|TiB)$/.exec(text) ?? [];
  return Number(number ?? 0) * 1_024 ** ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'].indexOf(unit ?? 'bytes');
}

async function rows(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly (string | number)[] = [],
): Promise<readonly SqlRow[]> {
  const reader = await connection.runAndReadAll(sql, [...parameters]);
  const names = reader.columnNames();
  return reader
    .getRows()
    .map((values) => Object.fromEntries(values.map((value, column) => [names[column], plain(value)])));
}

async function answer(connection: DuckDBConnection, sql: string): Promise<Answer> {
  const reader = await connection.streamAndReadUntil(sql, MOST_ROWS + 1);
  if (reader.currentRowCount > MOST_ROWS)
    throw new TooManyRowsError(`the answer has more than ${MOST_ROWS} rows`);
  return { columns: reader.columnNames(), rows: reader.getRows().map((values) => values.map(plain)) };
}

async function withinTime<T>(
  connection: DuckDBConnection,
  patience: number,
  work: () => Promise<T>,
): Promise<T> {
  let over = false;
  const began = performance.now();
  const look = setInterval(
    () => {
      if (performance.now() < began + patience) return;
      over = true;
      connection.interrupt();
    },
    Math.min(patience, SAY_AGAIN),
  );
  try {
    return await work();
  } catch (error) {
    throw over ? new TooLongError(`cancelled after ${patience / 1_000} seconds`) : error;
  } finally {
    clearInterval(look);
  }
}

function plain(value: DuckDBValue): SqlValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new RangeError('a figure lies beyond 2^53');
    return number;
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(value.entries.map(({ key, value: held }) => [String(key), String(held)]));
  return String(value);
}
