/** `headcount query --target aws`: one SELECT in the analysts' work group, whose role decides what may be read. It may not write. */
import { AthenaClient } from '@aws-sdk/client-athena';
import type { RowReader } from '#core/ports/row-reader';
import { ask, AskFailedError, AskTooLongError } from '#runtime/aws/athena/ask';
import type { CommandContext } from '../context.ts';
import { CannotError, UsageError } from '../failure.ts';
import type { QueryOptions } from '../query.ts';
import { onAws } from './deployment.ts';

/** Hands the answer to `reader`. Throws a UsageError for what is no single SELECT: a role may be allowed more than this command is. */
export async function queryOnAws(
  sql: string,
  options: QueryOptions,
  context: CommandContext,
  reader: RowReader,
  tooLong: string,
): Promise<void> {
  const bare = sql
    .replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .trim()
    .replace(/;\s*$/, '');
  if (!/^(select|with|values|\()/i.test(bare)) throw new UsageError('only SELECT is allowed');
  if (bare.includes(';')) throw new UsageError('write exactly one SELECT statement');
  await onAws(context, options, async ({ outputs, region }) => {
    try {
      await ask(sql.trim().replace(/;\s*$/, ''), reader, {
        client: new AthenaClient({ region }),
        workGroup: outputs('AnalystsWorkGroup'),
        database: outputs('Database'),
        patience: options.timeout * 1000,
      });
    } catch (error) {
      if (error instanceof AskTooLongError) throw new CannotError(tooLong);
      if (error instanceof AskFailedError) throw new UsageError(error.message);
      throw error;
    }
  });
}
