/**
 * Runs an analyst's query, with the result's own columns and values of any type. Athena's messages about the text of
 * the query are passed on to its author; messages about values are not.
 */
import { randomUUID } from 'node:crypto';
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { SqlValue } from '#core/ports/query-engine';
import { dayOfMidnight } from '#core/time/day-of-midnight';
import type { RowReader } from '#core/ports/row-reader';
import { OperatorError } from '#core/operator-error';
import { parseReasonCode } from './query-failed.ts';
import { parseValue } from './parse-value.ts';
import { pollDelays } from './poll-delays.ts';

export interface AskOptions {
  readonly client: AthenaClient;
  readonly workGroup: string;
  readonly database: string;
  readonly timeoutMs: number;
  readonly sleep?: (ms: number) => Promise<void>;
  /** Monotonic clock, in milliseconds. */
  readonly now?: () => number;
}

/** Thrown where the query was refused or failed; the message is for its author. */
export class AskFailedError extends OperatorError {
  override readonly name = 'AskFailedError';
}

/** Thrown where the query exceeded its timeout and was cancelled. */
export class AskTooLongError extends OperatorError {
  override readonly name = 'AskTooLongError';
}

/** Error codes about the query's text, never about a value (Trino's StandardErrorCode). */
const QUERY_TEXT_CODES =
  /^(SYNTAX_ERROR|COLUMN_NOT_FOUND|TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|CATALOG_NOT_FOUND|FUNCTION_NOT_FOUND|AMBIGUOUS_NAME|TYPE_MISMATCH|MISSING_\w+|MISMATCHED_\w+|EXPRESSION_NOT_\w+|NESTED_\w+|DUPLICATE_\w+|NOT_SUPPORTED|INVALID_COLUMN_REFERENCE|PERMISSION_DENIED|ACCESS_DENIED)$/;

/** Passes the answer to `reader` and rethrows what it throws; throws an AskFailedError or an AskTooLongError. */
export async function ask(sql: string, reader: RowReader, options: AskOptions): Promise<void> {
  const { client, workGroup, database, timeoutMs, sleep = pause, now = () => performance.now() } = options;
  let id: string | undefined;
  try {
    const execution = await client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        WorkGroup: workGroup,
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
        ClientRequestToken: randomUUID(),
      }),
    );
    id = execution.QueryExecutionId;
  } catch (error) {
    // Athena parses the text before it accepts the query.
    if ((error as Error).name === 'InvalidRequestException')
      throw new AskFailedError(oneLine((error as Error).message), { cause: error });
    throw error;
  }
  const deadline = now() + timeoutMs;
  for (const wait of pollDelays()) {
    const { QueryExecution } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const status = QueryExecution?.Status;
    if (status?.State === 'SUCCEEDED') return await results(client, String(id), reader, deadline, now);
    if (status?.State === 'FAILED') throw new AskFailedError(reason(status.StateChangeReason));
    if (status?.State === 'CANCELLED')
      throw new AskFailedError(
        'the query was cancelled by somebody else, or by the scan limit of the work group',
      );
    if (now() > deadline) break;
    await sleep(wait);
  }
  await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })).catch(() => undefined);
  throw new AskTooLongError(`cancelled after ${timeoutMs / 1000} seconds`);
}

/** Reads the results page by page until the deadline; the reader may stop earlier by throwing. */
async function results(
  client: AthenaClient,
  id: string,
  reader: RowReader,
  deadline: number,
  now: () => number,
): Promise<void> {
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetQueryResultsCommand({
        QueryExecutionId: id,
        MaxResults: 1000,
        ...(token === undefined ? {} : { NextToken: token }),
      }),
    );
    const columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
    const isFirst = token === undefined;
    if (isFirst) reader.columns(columns.map((column) => column.Name ?? ''));
    // The first row of the first page names the columns.
    for (const row of (page.ResultSet?.Rows ?? []).slice(isFirst ? 1 : 0))
      reader.row(
        columns.map((column, index) => toSqlValue(column.Type ?? 'varchar', row.Data?.[index]?.VarCharValue)),
      );
    token = page.NextToken;
    if (token !== undefined && now() > deadline)
      throw new AskTooLongError('cancelled while its rows were read');
  } while (token !== undefined);
}

/** Parses a value; arrays, maps and times stay in Athena's text form. */
function toSqlValue(type: string, text: string | undefined): SqlValue {
  // Nothing in the lake has a time: an instant at midnight is a day.
  if (type.startsWith('timestamp') && text !== undefined) return dayOfMidnight(text);
  return /^(boolean|tinyint|smallint|integer|bigint|double|float|real|decimal)$/.test(type)
    ? parseValue(type, text)
    : (text ?? null);
}

function reason(text: string | undefined): string {
  const code = parseReasonCode(text);
  return QUERY_TEXT_CODES.test(code) ? oneLine(text ?? code) : `the query ended as ${code}`;
}

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, 500);

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
