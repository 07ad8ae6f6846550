/**
 * Runs one query in a process of its own, within a time, a memory and a size of its answer that hold whatever the query
 * does: the process is killed, and it has nothing to lose. It may not look into the answer.
 */
import { OperatorError } from '#core/operator-error';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from '../data-dir.ts';
import { TooMuchMemoryError } from '../lake/query-lake.ts';
import { QueryRefusedError } from '../lake/select-only.ts';
import { AnswerTooLargeError } from '#render/answer/text-blocks';
import type { QueryRequest, QueryEnd } from './messages.ts';
import { spawnUnderLimits } from './under-limits.ts';

/** The query ran longer than it may. */
export class TooLongError extends OperatorError {
  override readonly name = 'TooLongError';
}

/** The facts could not be read; `kind` is the name of the error there, whose message this is. */
export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * The whole answer as text. `program` is a file that calls `serveQuery`. Throws a QueryRefusedError, TooLongError after
 * `timeoutMs` from now, TooMuchMemoryError, AnswerTooLargeError or QueryFailedError.
 */
export async function runQuery(
  program: string,
  request: QueryRequest,
  timeoutMs: number,
): Promise<readonly Buffer[]> {
  const { child, closed } = startProcess(program, request);
  let timedOut = false;
  const deadline = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, timeoutMs);
  const blocks: Buffer[] = [];
  let result: QueryEnd | undefined;
  child.stdout?.on('data', (block: Buffer) => blocks.push(block));
  child.on('message', (message: QueryEnd) => {
    result = message;
  });
  try {
    await closed;
  } catch (error) {
    throw spawnError(error);
  } finally {
    clearTimeout(deadline);
    if (child.pid !== undefined) removeScratch(dataDir(request.data).scratch, child.pid);
  }
  if (result === undefined && timedOut) throw new TooLongError(`cancelled after ${timeoutMs / 1000} seconds`);
  return toAnswer(result, blocks, request);
}

function startProcess(
  program: string,
  request: QueryRequest,
): { child: ChildProcess; closed: Promise<unknown> } {
  try {
    const child = spawnUnderLimits(program, request.maxMemoryBytes);
    // Rejects where it could not be started.
    const closed = once(child, 'close');
    child.send(request, () => undefined);
    return { child, closed };
  } catch (error) {
    throw spawnError(error);
  }
}

/** A process that was killed could not take its folder with it (open-duckdb.ts names it so). */
function removeScratch(scratch: string, pid: number): void {
  if (!existsSync(scratch)) return;
  for (const name of readdirSync(scratch))
    if (name.startsWith(`${pid}-`)) rmSync(join(scratch, name), { recursive: true, force: true });
}

/** No process, descriptor or memory is left for it. */
function spawnError(error: unknown): QueryFailedError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new QueryFailedError('SpawnError', `the query's process cannot be started (${code}): try again`);
}

/**
 * A process that ended without a word was refused memory where nobody could say so, or killed by the system for its
 * size.
 */
function toAnswer(
  result: QueryEnd | undefined,
  blocks: readonly Buffer[],
  request: QueryRequest,
): readonly Buffer[] {
  switch (result?.end) {
    case 'answered':
      return blocks;
    case 'refused':
      throw new QueryRefusedError(result.message);
    case 'failed':
      throw new QueryFailedError(result.kind, result.message);
    case 'too large':
      throw new AnswerTooLargeError(`the answer is larger than ${request.maxBytes} bytes`);
    case 'too much memory':
    case undefined:
      throw new TooMuchMemoryError('the query takes more memory than it may');
  }
}
