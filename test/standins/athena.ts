/**
 * Athena's API in front of Trino, for the real SDK: start, poll, stop, results in pages, client request tokens, UNLOAD.
 * It is a shim: results are kept in memory, no object is written for them, nothing is billed or limited. It may not
 * accept what Athena refuses and Trino accepts.
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { beyondAthena } from './beyond-athena.ts';
import { TrinoError, trinoQuery, type TrinoAnswer } from './trino-query.ts';

export interface AthenaOptions {
  readonly trino: string;
  /**
   * Output locations by work group, as GetQueryExecution reports them. Other work groups are refused. @default
   * any work group, no location
   */
  readonly workGroups?: Readonly<Record<string, string>>;
  /**
   * Called before each call is answered; an AthenaFault that it throws becomes the answer, any other error a failed
   * connection.
   */
  readonly before?: (operation: string, input: Readonly<Record<string, unknown>>) => void | Promise<void>;
}

export interface Athena {
  /** AWS_ENDPOINT_URL_ATHENA. */
  readonly url: string;
  /** Every query that was started, in order. */
  readonly started: readonly {
    readonly id: string;
    readonly sql: string;
    readonly workGroup: string | undefined;
  }[];
  close(): Promise<void>;
}

/** An error as Athena returns it. */
export class AthenaFault extends Error {
  override readonly name = 'AthenaFault';
  readonly type: string;
  readonly status: number;
  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

interface StartInput {
  readonly QueryString: string;
  readonly ClientRequestToken?: string;
  readonly QueryExecutionContext?: { readonly Database?: string; readonly Catalog?: string };
  readonly WorkGroup?: string;
  readonly ExecutionParameters?: readonly string[];
}
interface ById {
  readonly QueryExecutionId: string;
}
interface ResultsInput extends ById {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

interface Run {
  readonly id: string;
  readonly input: StartInput;
  readonly submitted: number;
  readonly stop: AbortController;
  state: 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  reason?: string;
  completed?: number;
  answer: TrinoAnswer;
}

const UNLOAD = /^\s*unload\s*\(([\s\S]*)\)\s*to\s*('[^']*')\s*with\s*\(([\s\S]*)\)\s*$/i;

/** Listens on a free port of loopback. */
export async function startAthena({ trino, workGroups, before }: AthenaOptions): Promise<Athena> {
  const runs = new Map<string, Run>();
  const tokens = new Map<string, Run>();
  const find = ({ QueryExecutionId: id }: ById): Run => {
    const run = runs.get(id);
    if (run === undefined)
      throw new AthenaFault('InvalidRequestException', `QueryExecution ${id} was not found`);
    return run;
  };
  const operations: Readonly<Record<string, (input: never) => object>> = {
    StartQueryExecution(input: StartInput) {
      checkLimits(input);
      const known = input.ClientRequestToken === undefined ? undefined : tokens.get(input.ClientRequestToken);
      if (known !== undefined) {
        if (known.input.QueryString !== input.QueryString)
          throw new AthenaFault('InvalidRequestException', 'Idempotent parameters do not match');
        return { QueryExecutionId: known.id };
      }
      if (workGroups !== undefined && workGroups[input.WorkGroup ?? 'primary'] === undefined)
        throw new AthenaFault(
          'InvalidRequestException',
          `WorkGroup ${input.WorkGroup ?? 'primary'} is not found.`,
        );
      const run: Run = {
        id: randomUUID(),
        input,
        submitted: Date.now(),
        stop: new AbortController(),
        state: 'QUEUED',
        answer: { columns: [], rows: [] },
      };
      runs.set(run.id, run);
      if (input.ClientRequestToken !== undefined) tokens.set(input.ClientRequestToken, run);
      void execute(trino, run);
      return { QueryExecutionId: run.id };
    },
    GetQueryExecution(input: ById) {
      const run = find(input);
      const location = workGroups?.[run.input.WorkGroup ?? 'primary'];
      return {
        QueryExecution: {
          QueryExecutionId: run.id,
          Query: run.input.QueryString,
          WorkGroup: run.input.WorkGroup ?? 'primary',
          QueryExecutionContext: run.input.QueryExecutionContext,
          StatementType: 'DML',
          ...(location === undefined
            ? {}
            : { ResultConfiguration: { OutputLocation: `${location.replace(/\/$/, '')}/${run.id}.csv` } }),
          Status: {
            State: run.state,
            StateChangeReason: run.reason,
            SubmissionDateTime: run.submitted / 1_000,
            CompletionDateTime: run.completed === undefined ? undefined : run.completed / 1_000,
            ...(run.state === 'FAILED'
              ? {
                  AthenaError: {
                    ErrorCategory: 2,
                    ErrorType: 1006,
                    Retryable: false,
                    ErrorMessage: run.reason,
                  },
                }
              : {}),
          },
          Statistics: { DataScannedInBytes: 0 },
        },
      };
    },
    GetQueryResults(input: ResultsInput) {
      const run = find(input);
      if (run.state === 'QUEUED' || run.state === 'RUNNING')
        throw new AthenaFault(
          'InvalidRequestException',
          `Query has not yet finished. Current state: ${run.state}`,
        );
      if (run.state !== 'SUCCEEDED')
        throw new AthenaFault(
          'InvalidRequestException',
          `Query did not finish successfully. Final query state: ${run.state}`,
        );
      return page(run.answer, Number(input.NextToken ?? 0), input.MaxResults ?? 1_000);
    },
    StopQueryExecution(input: ById) {
      const run = find(input);
      if (run.state === 'QUEUED' || run.state === 'RUNNING')
        Object.assign(run, { state: 'CANCELLED', completed: Date.now() });
      run.stop.abort();
      return {};
    },
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const name = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    try {
      const input = JSON.parse(body) as Record<string, unknown>;
      await before?.(name, input);
      const operation = operations[name];
      if (operation === undefined)
        throw new AthenaFault('UnknownOperationException', `${name} is not part of this shim`);
      const answer = JSON.stringify(operation(input as never));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(answer);
    } catch (error) {
      if (!(error instanceof AthenaFault)) return response.destroy();
      response
        .writeHead(error.status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify({ __type: error.type, message: error.message }));
    }
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get started() {
      return [...runs.values()].map(({ id, input }) => ({
        id,
        sql: input.QueryString,
        workGroup: input.WorkGroup,
      }));
    },
    close: () =>
      new Promise((closed) => {
        for (const run of runs.values()) run.stop.abort();
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

/**
 * Limits of StartQueryExecution: https://docs.aws.amazon.com/athena/latest/APIReference/API_StartQueryExecution.html
 */
function checkLimits({
  QueryString: sql,
  ClientRequestToken: token,
  ExecutionParameters: parameters,
}: StartInput): void {
  const refuse = (what: string) => {
    throw new AthenaFault('InvalidRequestException', what);
  };
  if (sql === '' || Buffer.byteLength(sql) > 262_144) refuse('QueryString has 1 to 262144 bytes');
  if (token !== undefined && (token.length < 32 || token.length > 128))
    refuse('ClientRequestToken has 32 to 128 characters');
  if (parameters?.length === 0 || parameters?.some((one) => one.length < 1 || one.length > 1_024))
    refuse('ExecutionParameters are one or more of 1 to 1024 characters');
}

async function execute(trino: string, run: Run): Promise<void> {
  const { QueryString: sql, QueryExecutionContext: context, ExecutionParameters: parameters } = run.input;
  const options = {
    catalog: context?.Catalog?.toLowerCase() ?? 'awsdatacatalog',
    schema: context?.Database ?? 'default',
    parameters: parameters ?? [],
    signal: run.stop.signal,
  };
  try {
    const refused = beyondAthena(sql);
    if (refused !== undefined) throw new TrinoError('SYNTAX_ERROR', 'USER_ERROR', refused);
    if (run.state === 'QUEUED') run.state = 'RUNNING';
    const [, select, target, properties] = UNLOAD.exec(sql) ?? [];
    run.answer =
      select === undefined
        ? await trinoQuery(trino, sql, options)
        : await unload(
            trino,
            run.id,
            { select, target: String(target), properties: String(properties) },
            options,
          );
    if (run.state === 'RUNNING') Object.assign(run, { state: 'SUCCEEDED', completed: Date.now() });
  } catch (error) {
    if (run.state !== 'CANCELLED')
      Object.assign(run, { state: 'FAILED', reason: (error as Error).message, completed: Date.now() });
  }
}

/**
 * Writes the files through a table created from the query and dropped at once: its files stay. `compression` is not a
 * property of such a table.
 */
async function unload(
  trino: string,
  id: string,
  parts: { readonly select: string; readonly target: string; readonly properties: string },
  options: Parameters<typeof trinoQuery>[2],
): Promise<TrinoAnswer> {
  const table = `unload.u.t${id.replaceAll('-', '')}`;
  const kept = parts.properties
    .split(/,(?![^[]*\])/)
    .filter((property) => !/^\s*compression/i.test(property));
  await trinoQuery(trino, 'create schema if not exists unload.u');
  await trinoQuery(
    trino,
    `create table ${table} with (${[...kept, `external_location = ${parts.target}`].join(', ')}) as ${parts.select}`,
    options,
  );
  try {
    await refuseEmptyMaps(trino, table);
  } finally {
    await trinoQuery(trino, `drop table ${table}`);
  }
  return { columns: [], rows: [] };
}

/** Trino can write them; Athena's Parquet writer may not: https://github.com/aws/aws-sdk-pandas/issues/1577 */
async function refuseEmptyMaps(trino: string, table: string): Promise<void> {
  const { rows } = await trinoQuery(trino, `describe ${table}`);
  const maps = rows
    .filter(([, type]) => /^(map|array)\(/.test(String(type)))
    .map(([name]) => `cardinality(${String(name)}) = 0`);
  if (maps.length === 0) return;
  const empty = await trinoQuery(trino, `select count(*) from ${table} where ${maps.join(' or ')}`);
  if (Number(empty.rows[0]?.[0]) > 0)
    throw new TrinoError(
      'GENERIC_INTERNAL_ERROR',
      'EXTERNAL',
      'Parquet record is malformed: empty fields are illegal, the field should be omitted',
    );
}

/** The first page starts with the names of the columns, as Athena's does. */
function page({ columns, rows }: TrinoAnswer, from: number, most: number): object {
  const all = columns.length === 0 ? [] : [columns.map(({ name }) => name), ...rows];
  const end = from + most;
  return {
    NextToken: end < all.length ? String(end) : undefined,
    UpdateCount: 0,
    ResultSet: {
      Rows: all
        .slice(from, end)
        .map((row) => ({ Data: row.map((value) => (value === null ? {} : { VarCharValue: text(value) })) })),
      ResultSetMetadata: {
        ColumnInfo: columns.map(({ name, type }) => ({
          CatalogName: 'hive',
          Name: name,
          Label: name,
          Type: type.replace(/\(.*/, ''),
          Nullable: 'UNKNOWN',
        })),
      },
    },
  };
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, held]) => `${key}=${text(held)}`)
      .join(', ')}}`;
  return String(value);
}
