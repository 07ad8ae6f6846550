/**
 * Runs an analyst's SELECT over the sealed facts. Everything is copied into tables first; then the engine loses access
 * to files, network and its own settings, for good. It may not show an arrival, a path of this machine, or a row in an
 * error.
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

/** Beside the facts. */
const OTHER_TABLES = ['completeness', 'seals', 'calendar', 'releases'];
/** Faults that speak of the query's own words. Others may quote a value, so their text is not passed on. */
const QUERY_TEXT_ERRORS = /^(Parser|Binder|Catalog|Syntax) Error/;
/** DuckDB's own limit; values in the making come on top of it, and are bounded with the process. */
const MEMORY_LIMIT = '640MB';

/** The query takes more memory than it may. */
export class TooMuchMemoryError extends OperatorError {
  override readonly name = 'TooMuchMemoryError';
}

/**
 * Hands the answer to `reader`, and throws what it throws. Throws a QueryRefusedError where the SQL is not one allowed
 * SELECT or cannot be answered, its message one line, and a TooMuchMemoryError. It may run for ever, and a single call
 * of a function for as long as it takes: whoever calls it can end the process (run-query.ts).
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
    // Nothing is spilled: what a query would write to the disk has no bound of its own.
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

/** The reader, and what it threw: that is no fault of the query. */
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

function toPublicError(error: unknown): Error {
  if (error instanceof BeyondExactError)
    return new QueryRefusedError('a figure lies beyond 2^53: cast it to varchar');
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
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
