/**
 * Runs an analyst's SELECT over the sealed facts. Everything is copied into tables first; then the engine permanently
 * loses access to files, network and its own settings. It may not show an arrival, a path of this machine, or a row in
 * an error.
 */
import { OperatorError } from '#core/operator-error';
import type { Config } from '#core/config/schema';
import type { Fact } from '#core/facts/fact';
import type { RowReader } from '#core/ports/row-reader';
import type { DataDir } from '../data-dir.ts';
import { BeyondExactError } from '../duckdb/open-duckdb.ts';
import { readUnmoved } from './merged-days.ts';
import { openLake } from './open-lake.ts';
import { QueryRefusedError, checkSelectOnly } from './select-only.ts';

/** Tables other than facts. */
const OTHER_TABLES = ['completeness', 'seals', 'calendar', 'releases'];
/** Errors about the query's text. Others may quote a value, so their messages are not passed on. */
const QUERY_TEXT_ERRORS = /^(Parser|Binder|Catalog|Syntax) Error/;
/** DuckDB's own limit; intermediate values come on top of it, and are bounded by the limit of the process. */
const MEMORY_LIMIT = '640MB';

/** Thrown where the query exceeds its memory. */
export class TooMuchMemoryError extends OperatorError {
  override readonly name = 'TooMuchMemoryError';
}

/**
 * Passes the answer to `reader`, and rethrows what it throws. Throws a QueryRefusedError with a one-line message where
 * the SQL is not one allowed SELECT or cannot be answered, or a TooMuchMemoryError. A query may run forever, and so may
 * a single function call: the caller must be able to kill the process (run-query.ts).
 */
export async function queryLake(
  data: DataDir,
  config: Config,
  facts: readonly Fact[],
  sql: string,
  reader: RowReader,
): Promise<void> {
  const tables = new Set([...facts.map((fact) => fact.name), ...OTHER_TABLES]);
  const db = await readUnmoved(() =>
    openLake(data, config, facts, { materialized: true, memoryLimit: MEMORY_LIMIT }),
  );
  const tracked = trackReader(reader);
  try {
    // Spilling is disabled: what a query would write to the disk has no bound of its own.
    await db.run("set temp_directory = ''");
    await db.run('set enable_external_access = false');
    await db.run('set lock_configuration = true');
    await checkSelectOnly(db, sql, tables);
    await db.read(sql, tracked.reader);
  } catch (error) {
    if (error instanceof QueryRefusedError || error === tracked.thrown()) throw error;
    throw toPublicError(error);
  } finally {
    void db.close();
  }
}

/** Wraps a reader and records what it throws: that is not an error of the query. */
function trackReader(reader: RowReader): { readonly reader: RowReader; readonly thrown: () => unknown } {
  let thrown: unknown;
  const tracking =
    <T>(take: (values: T) => void) =>
    (values: T) => {
      try {
        take(values);
      } catch (error) {
        thrown = error;
        throw error;
      }
    };
  return {
    reader: {
      columns: tracking((names: readonly string[]) => reader.columns(names)),
      row: tracking((values: Parameters<RowReader['row']>[0]) => reader.row(values)),
    },
    thrown: () => thrown,
  };
}

/** The first line, and what the engine proposes instead; the others quote the query's text. */
function publicLines(text: string): string {
  const [first = '', ...rest] = text.split('\n');
  return [first, ...rest.filter((line) => /^(Did you mean|Candidate \w+:) /.test(line))].join(' ');
}

function toPublicError(error: unknown): Error {
  if (error instanceof BeyondExactError)
    return new QueryRefusedError('a figure lies beyond 2^53: cast it to varchar');
  const message = error instanceof Error ? publicLines(error.message) : '';
  if (/^Out of Memory Error|bad allocation|bad_alloc|allocation failed|Invalid array length/.test(message))
    return new TooMuchMemoryError('the query takes more memory than it may', { cause: error });
  return new QueryRefusedError(
    QUERY_TEXT_ERRORS.test(message)
      ? message
      : error instanceof RangeError
        ? 'the query is nested too deeply, or a value of its answer is too long'
        : `${/^[A-Za-z -]+ Error/.exec(message)?.[0] ?? 'an error'} while the query ran`,
    { cause: error },
  );
}
