/**
 * Runs an analyst's SELECT over the sealed facts. Everything is copied into tables first; then the engine loses access to
 * files, network and its own settings, for good. It may not show an arrival, a path of this machine, or a row in an error.
 */
import type { Config } from '#core/config/schema';
import type { Fact } from '#core/facts/fact';
import type { DataDir } from '../data-dir.ts';
import { TooLongError, TooManyRowsError, type Answer } from '../duckdb/open-duckdb.ts';
import { readUnmoved } from './merged-days.ts';
import { openLake } from './open-lake.ts';
import { QueryRefusedError, checkSelectOnly } from './select-only.ts';

/** Beside the facts. */
const OTHER_TABLES = ['completeness', 'seals', 'calendar', 'releases'];
/** Faults that speak of the query's own words. Others may quote a value, so their text is not passed on. */
const OF_THE_WORDS = /^(Parser|Binder|Catalog|Syntax) Error/;

/**
 * Throws a QueryRefusedError where the SQL is not one allowed SELECT or cannot be answered; its message is one line. Throws a
 * TooLongError where it runs longer than `patience` (ms): a cross join or a recursion may never end.
 */
export async function queryLake(
  data: DataDir,
  config: Config,
  facts: readonly Fact[],
  sql: string,
  patience: number,
): Promise<Answer> {
  const tables = new Set([...facts.map((fact) => fact.name), ...OTHER_TABLES]);
  const db = await readUnmoved(() => openLake(data, config, facts, { materialized: true }));
  try {
    await db.run("set temp_directory = ''");
    await db.run('set enable_external_access = false');
    await db.run('set lock_configuration = true');
    await checkSelectOnly(db, sql, tables);
    return await db.answer(sql, patience);
  } catch (error) {
    if (error instanceof QueryRefusedError || error instanceof TooLongError) throw error;
    if (error instanceof TooManyRowsError)
      throw new QueryRefusedError(`${error.message}: group or limit them`);
    if (error instanceof RangeError)
      throw new QueryRefusedError('a figure lies beyond 2^53: cast it to varchar');
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new QueryRefusedError(
      OF_THE_WORDS.test(message)
        ? message
        : `${/^[A-Za-z -]+ Error/.exec(message)?.[0] ?? 'an error'} while the query ran`,
      { cause: error },
    );
  } finally {
    db.close();
  }
}
