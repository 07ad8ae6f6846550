/**
 * A DuckDB database in memory that speaks the common subset of Trino. Data lives in Parquet, never in a database file.
 * It may not know a table of ours.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DuckDBInstance, DuckDBMapValue, type DuckDBConnection, type DuckDBValue } from '@duckdb/node-api';
import { PACKAGE_ROOT } from '#runtime/node/package-root';
import type { QueryEngine, SqlRow, SqlValue } from '#core/ports/query-engine';
import type { RowReader } from '#core/ports/row-reader';
import { makeFolder } from '#runtime/node/make-folder';
import { Statements } from './statements.ts';

export interface DuckDbOptions {
  /** As DuckDB writes it: '1GB'. */
  readonly memoryLimit: string;
  readonly threads?: number;
  /** Takes a folder for this database alone; arrivals may pass through it, so it lies in the data directory. */
  readonly scratch: string;
}

/** A whole number beyond 2^53, which a JavaScript number would round. */
export class BeyondExactError extends RangeError {
  override readonly name = 'BeyondExactError';
}

export interface DuckDb extends QueryEngine {
  /**
   * Its own folder below scratch for what it spills and what is split for it: made when it is needed, gone when it is
   * closed.
   */
  readonly folder: string;
  /** The memory limit. */
  readonly memoryBytes: number;
  /**
   * Hands the columns of one SELECT and then row by row to `reader`; no more than 2,048 rows are held. Throws what the
   * reader throws.
   */
  read(sql: string, reader: RowReader): Promise<void>;
  /** Runs one or more statements for their effect. */
  run(sql: string, parameters?: readonly (string | number)[]): Promise<void>;
  /**
   * Closes it before it returns; where statements are under way they are interrupted (and reject), and the promise is
   * kept once they have ended and it is closed.
   */
  close(): Promise<void>;
}

/** Opens a database with the Trino macros loaded and its memory bounded. */
export async function openDuckDb(options: DuckDbOptions): Promise<DuckDb> {
  // A root that is made on the way must let others through to `reports/`.
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

async function read(connection: DuckDBConnection, sql: string, reader: RowReader): Promise<void> {
  const result = await connection.stream(sql);
  reader.columns(result.columnNames());
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk === null || chunk.rowCount === 0) return;
    for (let row = 0; row < chunk.rowCount; row += 1) reader.row(chunk.getRowValues(row).map(plain));
  }
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
    return Object.fromEntries(value.entries.map(({ key, value: held }) => [String(key), String(held)]));
  return String(value);
}
