/** Answers an analyst's SELECT on this machine in a process of its own. runtime/local/lake decides what is allowed. */
import { join } from 'node:path';
import { CannotError, UsageError } from '#core/operator/failures';
import type { QueryRequest } from '#core/operator/query-request';
import { isSimulated } from '#runtime/local/demo/demo-folder';
import { TooMuchMemoryError } from '#runtime/local/lake/query-lake';
import { QueryRefusedError } from '#runtime/local/lake/select-only';
import { QueryFailedError, runQuery, TooLongError } from '#runtime/local/query/run-query';
import { AnswerTooLargeError } from '#render/answer/text-blocks';
import { SIMULATED_LINE } from '#render/simulated-words';
import { explainUnknownName } from '../explain-unknown-name.ts';
import { explainTooLarge, explainTooLong } from '../query-limits.ts';
import type { LocalContext } from './local-context.ts';

/** Built next to `headcount.js`. */
const PROGRAM = join(import.meta.dirname, '../../query-engine.js');
const MEBIBYTE = 1024 ** 2;
/** Covers DuckDB's own limit, the answer, and Node. */
const MAX_MEMORY_BYTES = 1024 * MEBIBYTE;

/** Errors of the query's process whose messages are meant for the operator; the engine's own may quote a value. */
const EXPLAINED_KINDS = new Set(['SpawnError', 'FolderError', 'KeptFileError']);

export async function query(
  { data, config, note }: LocalContext,
  request: QueryRequest,
): Promise<readonly Uint8Array[]> {
  const { sql, format, timeoutMs, maxBytes } = request;
  if (isSimulated(data)) note(SIMULATED_LINE);
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

/** Turns an exceeded limit into an error with the remedy; returns other errors unchanged. */
function explain(error: unknown, request: QueryRequest): unknown {
  if (error instanceof QueryRefusedError)
    return new UsageError(explainUnknownName(error.message, request.sql));
  if (error instanceof TooLongError) return explainTooLong(request);
  if (error instanceof AnswerTooLargeError) return explainTooLarge(request);
  if (error instanceof TooMuchMemoryError)
    return new CannotError(
      `the query needs more memory than the ${MAX_MEMORY_BYTES / MEBIBYTE} MiB it may take: narrow it with WHERE, group before you join or sort, or ask in parts`,
    );
  if (error instanceof QueryFailedError && EXPLAINED_KINDS.has(error.kind))
    return new CannotError(error.message);
  return error;
}
