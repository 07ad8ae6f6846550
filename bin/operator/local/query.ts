/**
 * Answers an analyst's SELECT on this machine, in a process of its own. It may not decide what is allowed:
 * runtime/local/lake does.
 */
import { join } from 'node:path';
import { CannotError, UsageError } from '#core/operator/failures';
import type { QueryRequest } from '#core/operator/query-request';
import { TooMuchMemoryError } from '#runtime/local/lake/query-lake';
import { QueryRefusedError } from '#runtime/local/lake/select-only';
import { QueryFailedError, runQuery, TooLongError } from '#runtime/local/query/run-query';
import { AnswerTooLargeError } from '#render/answer/text-blocks';
import { explainTooLarge, explainTooLong } from '../query-limits.ts';
import type { LocalContext } from './local-context.ts';

/** Sits beside `headcount.js`. */
const PROGRAM = join(import.meta.dirname, '../../query-engine.js');
const MEBI = 1024 ** 2;
/** DuckDB's own limit, the answer, and Node. */
const MAX_MEMORY_BYTES = 1024 * MEBI;

/** Errors of the query's process whose message says what to do; those of the engine may quote a value. */
const FOR_THE_OPERATOR = new Set(['SpawnError', 'FolderError', 'KeptFileError']);

export async function query(
  { data, config }: LocalContext,
  request: QueryRequest,
): Promise<readonly Uint8Array[]> {
  const { sql, format, timeoutMs, maxBytes } = request;
  try {
    return await runQuery(
      PROGRAM,
      { data: data.root, config, sql, format, maxBytes, maxMemoryBytes: MAX_MEMORY_BYTES },
      timeoutMs,
    );
  } catch (error) {
    throw explain(error, request);
  }
}

/** What each limit says to whoever met it. */
function explain(error: unknown, request: QueryRequest): unknown {
  if (error instanceof QueryRefusedError) return new UsageError(error.message);
  if (error instanceof TooLongError) return explainTooLong(request);
  if (error instanceof AnswerTooLargeError) return explainTooLarge(request);
  if (error instanceof TooMuchMemoryError)
    return new CannotError(
      `the query needs more memory than the ${MAX_MEMORY_BYTES / MEBI} MiB it may take: narrow it with WHERE, group before you join or sort, or ask in parts`,
    );
  if (error instanceof QueryFailedError && FOR_THE_OPERATOR.has(error.kind))
    return new CannotError(error.message);
  return error;
}
