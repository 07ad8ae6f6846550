/**
 * Runs one query in its own process, within limits of time, memory and answer size that hold whatever the query does:
 * the process can be killed at any moment without losing anything.
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

/** Thrown where the query exceeds its time limit. */
export class TooLongError extends OperatorError {
  override readonly name = 'TooLongError';
}

/** Thrown where the facts could not be read; `kind` is the original error's name, the message is its message. */
export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Returns the whole answer as text. `program` is a file that calls `serveQuery`. Throws a QueryRefusedError, a
 * TooLongError after `timeoutMs`, a TooMuchMemoryError, an AnswerTooLargeError or a QueryFailedError.
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
    // Rejects where the process could not be started.
    const closed = once(child, 'close');
    child.send(request, () => undefined);
    return { child, closed };
  } catch (error) {
    throw spawnError(error);
  }
}

/** Removes the folder of a killed process, which could not do so itself (open-duckdb.ts names it). */
function removeScratch(scratch: string, pid: number): void {
  if (!existsSync(scratch)) return;
  for (const name of readdirSync(scratch))
    if (name.startsWith(`${pid}-`)) rmSync(join(scratch, name), { recursive: true, force: true });
}

/** Describes a failed spawn: no process, descriptor or memory is left. */
function spawnError(error: unknown): QueryFailedError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new QueryFailedError('SpawnError', `the query's process cannot be started (${code}): try again`);
}

/**
 * Converts the outcome to an answer or an error. A process that ended without a message was refused memory where it
 * could not report it, or killed by the system for its size.
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
