/** Answers an analyst's SELECT in the analysts' work group, whose role decides what may be read. */
import { UsageError } from '#core/operator/failures';
import type { QueryRequest } from '#core/operator/query-request';
import { ask, AskFailedError, AskTooLongError } from '#runtime/aws/athena/ask';
import { answerWriter } from '#render/answer/answer-writer';
import { AnswerTooLargeError } from '#render/answer/text-blocks';
import { explainUnknownName } from '../explain-unknown-name.ts';
import { explainTooLarge, explainTooLong } from '../query-limits.ts';
import type { Deployment } from './deployment.ts';

/** Throws a UsageError unless the SQL is a single SELECT: the role may allow more than this command should. */
export function checkSelect(sql: string): void {
  const statement = sql
    .replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .replace(/;\s*$/, '');
  if (!/^(select|with|values|\()/i.test(statement)) throw new UsageError('only SELECT is allowed');
  if (statement.includes(';')) throw new UsageError('write exactly one SELECT statement');
}

export async function query(
  { athenaClient, outputs }: Deployment,
  request: QueryRequest,
): Promise<readonly Uint8Array[]> {
  const writer = answerWriter(request.format, request.maxBytes);
  try {
    await ask(request.sql.trim().replace(/;\s*$/, ''), writer, {
      client: athenaClient,
      workGroup: outputs('AnalystsWorkGroup'),
      database: outputs('Database'),
      timeoutMs: request.timeoutMs,
    });
    return writer.finish();
  } catch (error) {
    if (error instanceof AskTooLongError) throw explainTooLong(request);
    if (error instanceof AnswerTooLargeError) throw explainTooLarge(request);
    if (error instanceof AskFailedError) throw new UsageError(explainUnknownName(error.message, request.sql));
    throw error;
  }
}
