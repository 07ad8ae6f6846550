/**
 * Athena's calls as the pipeline and reports need them: start, look, read, stop. It may not decide what is asked again,
 * and no message of Athena's leaves it (they quote values).
 */
import {
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  type AthenaClient,
} from '@aws-sdk/client-athena';
import type { SqlRow } from '#core/ports/query-engine';
import { QueryFailedError, reasonCode } from './query-failed.ts';
import { parseValue } from './value-of.ts';

export interface QueryToStart {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
  /** In which unqualified names are looked up. */
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

  /** The id of the execution; of the one already started where the token was used before. */
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

  /** Throws a QueryFailedError where it failed or was cancelled. */
  async state(id: string): Promise<QueryState> {
    const { QueryExecution } = await this.#options.client.send(
      new GetQueryExecutionCommand({ QueryExecutionId: id }),
    );
    const status = QueryExecution?.Status;
    if (status?.State === 'SUCCEEDED') return 'succeeded';
    if (status?.State === 'FAILED')
      throw new QueryFailedError(
        reasonCode(status.StateChangeReason),
        status.AthenaError?.Retryable ?? false,
      );
    if (status?.State === 'CANCELLED') throw new QueryFailedError('CANCELLED', true);
    return 'running';
  }

  /** Rows of a SELECT that succeeded, all pages, values by the type of their column. */
  async results(id: string): Promise<readonly SqlRow[]> {
    const rows: SqlRow[] = [];
    let token: string | undefined;
    let first = true;
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
      for (const row of first ? data.slice(1) : data) {
        rows.push(
          Object.fromEntries(
            columns.map((column, index) => [
              column.Name ?? '',
              parseValue(column.Type ?? 'varchar', row.Data?.[index]?.VarCharValue),
            ]),
          ),
        );
      }
      first = false;
      token = page.NextToken;
    } while (token !== undefined);
    return rows;
  }

  async stop(id: string): Promise<void> {
    await this.#options.client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
  }
}

/**
 * A bound value as ExecutionParameters take it: the text of an SQL literal. Strings in single quotes, doubled inside;
 * whole numbers as they are. Throws a RangeError for any other number.
 */
export function sqlLiteral(value: string | number): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers are bound');
  return String(value);
}
