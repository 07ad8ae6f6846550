/**
 * Opens a DuckDB database in memory that speaks the common subset of Trino's SQL. Data lives in Parquet, never in a
 * database file.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  DuckDBInstance,
  DuckDBMapValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBConnection,
  type DuckDBValue,
} from '@duckdb/node-api';
import { dayOfMidnight } from '#core/time/day-of-midnight';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { QueryEngine, SqlRow, SqlValue } from '#core/ports/query-engine';
import type { RowReader } from '#core/ports/row-reader';
import { makeFolder } from '#runtime/node/make-folder';
import { Statements } from './statements.ts';

export interface DuckDbOptions {
  /** In DuckDB's notation: '1GB'. */
  readonly memoryLimit: string;
  readonly threads?: number;
  /** Parent of this database's own folder; arrivals may be spilled there, so it lies in the data directory. */
  readonly scratch: string;
}

/** Thrown for a whole number beyond 2^53, which a JavaScript number would round. */
export class BeyondExactError extends RangeError {
  override readonly name = 'BeyondExactError';
}

export interface DuckDb extends QueryEngine {
  /** The database's own folder for spilled and split rows; created when it is needed, removed on close. */
  readonly folder: string;
  readonly memoryBytes: number;
  /**
   * Passes the column names of one SELECT, then row by row, to `reader`; at most 2,048 rows are in memory. Rethrows
   * what the reader throws.
   */
  read(sql: string, reader: RowReader): Promise<void>;
  /** Runs one or more statements for their effect. */
  run(sql: string, parameters?: readonly (string | number)[]): Promise<void>;
  /**
   * Closes the database before it returns. Where statements are running it interrupts them (they reject), and the
   * promise resolves once they have ended and the database is closed.
   */
  close(): Promise<void>;
}

/** Opens a database with the Trino macros loaded and its memory bounded. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  // A data directory created here must let others reach `reports/`.
  makeFolder(dirname(options.scratch), 0o777);
  makeFolder(options.scratch);
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
    read: (sql, reader) => statements.run(() => read(connection, sql, reader)),
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

/** Parses the limit as DuckDB reports it, whatever notation it was given in: `244.1 MiB`. */
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

async function read(connection: DuckDBConnection, sql: string, reader: RowReader): Promise<void> {
  const result = await connection.stream(sql);
  reader.columns(result.columnNames());
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    for (let row = 0; row < chunk.rowCount; row += 1) reader.row(chunk.getRowValues(row).map(answerValue));
  }
}

/** A value of an answer: an instant at midnight is a day, since nothing in the lake has a time. */
function answerValue(value: DuckDBValue): SqlValue {
  const isInstant =
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampTZValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue;
  return isInstant ? dayOfMidnight(String(value)) : plain(value);
}

function plain(value: DuckDBValue): SqlValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    if (!Number.isSafeInteger(number)) throw new BeyondExactError('a figure lies beyond 2^53');
    return number;
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (value instanceof DuckDBMapValue)
    return Object.fromEntries(
      value.entries.map(({ key, value: entryValue }) => [String(key), String(entryValue)]),
    );
  return String(value);
}
