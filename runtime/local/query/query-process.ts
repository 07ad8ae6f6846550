/**
 * The process of one query: DuckDB and a printer with memory of their own, which may be killed at any moment. It writes
 * nothing but the complete answer to its output, and kills itself when it grows too large or its parent disconnects.
 */
import { once } from 'node:events';
import type { Fact } from '#core/facts/fact';
import { answerWriter } from '#render/answer/answer-writer';
import { AnswerTooLargeError } from '#render/answer/text-blocks';
import { dataDir } from '../data-dir.ts';
import { queryLake, TooMuchMemoryError } from '../lake/query-lake.ts';
import { QueryRefusedError } from '../lake/select-only.ts';
import type { QueryRequest, QueryEnd } from './messages.ts';

/** Interval of memory checks, for systems that do not enforce a limit. */
const MEMORY_CHECK_MS = 20;

/** Answers the single query of its parent; called by the program that has the catalogue of facts. */
export function serveQuery(facts: readonly Fact[]): void {
  process.on('disconnect', end);
  process.once('message', (request: QueryRequest) => {
    setInterval(() => {
      if (process.memoryUsage.rss() > request.maxMemoryBytes) end();
    }, MEMORY_CHECK_MS);
    void answer(request, facts).then((result) => {
      process.send?.(result, undefined, undefined, end);
    });
  });
}

/** Kills the process: a call of DuckDB that cannot be interrupted would keep it from exiting. */
function end(): void {
  process.kill(process.pid, 'SIGKILL');
}

async function answer(request: QueryRequest, facts: readonly Fact[]): Promise<QueryEnd> {
  const writer = answerWriter(request.format, request.maxBytes);
  try {
    await queryLake(dataDir(request.data), request.config, facts, request.sql, writer);
    for (const block of writer.finish())
      if (!process.stdout.write(block)) await once(process.stdout, 'drain');
    await new Promise<void>((resolve) => {
      process.stdout.write('', () => resolve());
    });
    return { end: 'answered' };
  } catch (error) {
    if (error instanceof AnswerTooLargeError) return { end: 'too large' };
    if (error instanceof TooMuchMemoryError) return { end: 'too much memory' };
    if (error instanceof QueryRefusedError) return { end: 'refused', message: error.message };
    if (process.env['HEADCOUNT_DEBUG'] === '1') process.stderr.write(`${String((error as Error).stack)}\n`);
    return error instanceof Error
      ? { end: 'failed', kind: error.name, message: error.message }
      : { end: 'failed', kind: 'unknown', message: '' };
  }
}
