/**
 * Wraps the calls of Athena that the pipeline and reports need: start, poll, read, stop. It does not retry, and it may
 * not pass on Athena's messages, which quote values.
 */
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { SqlRow } from '#core/ports/query-engine';
import { QueryFailedError, parseReasonCode } from './query-failed.ts';
import { parseValue } from './parse-value.ts';

export interface QueryToStart {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
  /** Database in which unqualified names are resolved. */
  readonly database: string;
  /** 32 to 128 characters: the same token never starts a second query. */
  readonly token: string;
}

export type QueryState = 'running' | 'succeeded';

export interface AthenaOptions {
  readonly client: AthenaClient;
  readonly workGroup: string;
}

export class Athena {
  readonly #options: AthenaOptions;

  constructor(options: AthenaOptions) {
    this.#options = options;
  }

  /**
   * Starts a query and returns the id of its execution; for a token that was used before, the id of the existing one.
   */
  async start({ sql, parameters, database, token }: QueryToStart): Promise<string> {
    const answer = await this.#options.client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        WorkGroup: this.#options.workGroup,
        QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
        ClientRequestToken: token,
        ...(parameters.length === 0 ? {} : { ExecutionParameters: parameters.map(sqlLiteral) }),
      }),
    );
    if (answer.QueryExecutionId === undefined) throw new QueryFailedError('NOT_STARTED', true);
    return answer.QueryExecutionId;
  }

  /** Returns the state of a query; throws a QueryFailedError where it failed or was cancelled. */
  async state(id: string): Promise<QueryState> {
    const { QueryExecution } = await this.#options.client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: id }),
    );
    const status = QueryExecution?.Status;
    if (status?.State === 'SUCCEEDED') return 'succeeded';
    if (status?.State === 'FAILED')
      throw new QueryFailedError(
        parseReasonCode(status.StateChangeReason),
        status.AthenaError?.Retryable ?? false,
      );
    if (status?.State === 'CANCELLED') throw new QueryFailedError('CANCELLED', true);
    return 'running';
  }

  /** Reads all rows of a successful SELECT, with values typed by their column. */
  async results(id: string): Promise<readonly SqlRow[]> {
    const rows: SqlRow[] = [];
    let token: string | undefined;
    let isFirst = true;
    do {
      const page = await this.#options.client.send(
        new GetQueryResultsCommand({
          QueryExecutionId: id,
          MaxResults: 1000,
          ...(token === undefined ? {} : { NextToken: token }),
        }),
      );
      const columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
      const data = page.ResultSet?.Rows ?? [];
      // The first row of the first page names the columns.
      for (const row of isFirst ? data.slice(1) : data) {
        rows.push(
          Object.fromEntries(
            columns.map((column, index) => [
              column.Name ?? '',
              parseValue(column.Type ?? 'varchar', row.Data?.[index]?.VarCharValue),
            ]),
          ),
        );
      }
      isFirst = false;
      token = page.NextToken;
    } while (token !== undefined);
    return rows;
  }

  async stop(id: string): Promise<void> {
    await this.#options.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  }
}

/**
 * Formats a bound value as ExecutionParameters require it: the text of an SQL literal. Strings are quoted; whole
 * numbers are unchanged. Throws a RangeError for any other number.
 */
export function sqlLiteral(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers are bound');
  return String(value);
}
