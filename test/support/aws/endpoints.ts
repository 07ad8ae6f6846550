/**
 * Endpoints of AWS on loopback for the real SDK in the built program: stacks, functions, objects, Athena with canned
 * rows.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Endpoints {
  /** Environment with which a program reaches these endpoints and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Outputs by stack. */
  readonly stacks: Map<string, Readonly<Record<string, string>>>;
  /** The answers of a function, one per invocation, the last one again and again; `throttled` is a 429 and why. */
  readonly functions: Map<string, unknown[] | ((event: unknown) => unknown)>;
  /**
   * What other questions are answered, by operation or path: JSON, a text as it is, a fault by its code; undefined:
   * there is no such thing.
   */
  readonly settings: Map<string, unknown>;
  /** ARN of the caller, as STS tells it. */
  caller: string;
  /** Events that functions received, in order. */
  readonly invoked: { readonly name: string; readonly event: unknown }[];
  /** Texts by bucket/key. */
  readonly objects: Map<string, string | Buffer>;
  /** The time at which an object was written, if not recently. */
  readonly written: Map<string, string>;
  /** Items of the state table by run and step. */
  readonly items: Map<string, Readonly<Record<string, { readonly S?: string }>>>;
  /** Rows of the query whose text contains this. */
  readonly answers: Map<string, readonly Readonly<Record<string, string | number | boolean | null>>[]>;
  /** Texts of queries, in order, with work group and parameters. */
  readonly queries: {
    readonly sql: string;
    readonly workGroup: string;
    readonly database: string;
    readonly parameters: readonly string[];
  }[];
  /** Every call from now on is refused with this code. */
  refuse: string | undefined;
  close(): Promise<void>;
}

export async function startEndpoints(): Promise<Endpoints> {
  const state: Omit<Endpoints, 'env' | 'close'> = {
    stacks: new Map(),
    functions: new Map(),
    settings: new Map(),
    caller: 'arn:aws:sts::123456789012:assumed-role/Operator/operator',
    invoked: [],
    objects: new Map(),
    written: new Map(),
    items: new Map(),
    answers: new Map(),
    queries: [],
    refuse: undefined,
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const body = bytes.toString('utf8');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const send = (
      status: number,
      text: string | Buffer,
      type: string,
      headers: Record<string, string> = {},
    ) => response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    const json = (value: unknown) => send(200, JSON.stringify(value), 'application/x-amz-json-1.1');
    const target = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    const isQuery = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;
    if (state.refuse !== undefined) {
      if (isQuery || target === undefined)
        return void send(
          403,
          isQuery
            ? `<ErrorResponse><Error><Code>${state.refuse}</Code><Message>no</Message></Error></ErrorResponse>`
            : `<Error><Code>${state.refuse}</Code><Message>no</Message></Error>`,
          'text/xml',
          { 'x-amzn-errortype': state.refuse },
        );
      return void send(
        400,
        JSON.stringify({ __type: state.refuse, message: 'no' }),
        'application/x-amz-json-1.1',
      );
    }
    const question = target ?? (isQuery ? (new URLSearchParams(body).get('Action') ?? '') : url.pathname);
    if (state.settings.has(question)) {
      const value = state.settings.get(question);
      const fault =
        value === undefined ? 'ResourceNotFoundException' : value instanceof Error && value.message;
      if (typeof fault === 'string')
        return void (target === undefined
          ? send(404, '{}', 'application/json', { 'x-amzn-errortype': 'NotFoundException' })
          : send(400, JSON.stringify({ __type: fault }), 'application/x-amz-json-1.1'));
      return void (typeof value === 'string' ? send(200, value, 'text/xml') : json(value));
    }
    if (isQuery && body.includes('Action=GetCallerIdentity'))
      return void send(
        200,
        `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${state.caller}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
        'text/xml',
      );
    if (isQuery) {
      const name = new URLSearchParams(body).get('StackName') ?? '';
      const outputs = state.stacks.get(name);
      if (outputs === undefined)
        return void send(
          400,
          `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`,
          'text/xml',
        );
      const members = Object.entries(outputs)
        .map(
          ([key, value]) =>
            `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
        )
        .join('');
      return void send(
        200,
        `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus><Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
        'text/xml',
      );
    }
    const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(url.pathname)?.[1];
    if (invoked !== undefined) {
      const name = decodeURIComponent(invoked);
      const event = JSON.parse(body || 'null') as unknown;
      state.invoked.push({ name, event });
      const answers = state.functions.get(name) ?? [{ done: true }];
      const answer =
        typeof answers === 'function'
          ? await answers(event)
          : answers.length > 1
            ? answers.shift()
            : answers[0];
      if (typeof answer === 'object' && answer !== null && 'throttled' in answer)
        return void send(429, JSON.stringify({ Reason: answer.throttled }), 'application/json', {
          'x-amzn-errortype': 'TooManyRequestsException',
        });
      const failed = typeof answer === 'object' && answer !== null && 'errorType' in answer;
      return void send(
        200,
        JSON.stringify(answer),
        'application/json',
        failed ? { 'x-amz-function-error': 'Unhandled' } : {},
      );
    }
    if (target === 'StartQueryExecution') {
      const input = JSON.parse(body) as {
        QueryString: string;
        WorkGroup: string;
        QueryExecutionContext: { Database: string };
        ExecutionParameters?: string[];
      };
      state.queries.push({
        sql: input.QueryString,
        workGroup: input.WorkGroup,
        database: input.QueryExecutionContext.Database,
        parameters: input.ExecutionParameters ?? [],
      });
      return void json({ QueryExecutionId: String(state.queries.length - 1) });
    }
    if (target === 'GetQueryExecution')
      return void json({ QueryExecution: { Status: { State: 'SUCCEEDED' } } });
    if (target === 'GetQueryResults') {
      const { sql } = state.queries[
        Number((JSON.parse(body) as { QueryExecutionId: string }).QueryExecutionId)
      ] ?? { sql: '' };
      const rows = [...state.answers].find(([part]) => sql.includes(part))?.[1] ?? [];
      const names = Object.keys(rows[0] ?? {});
      const type = (name: string) => {
        const value = rows.find((row) => row[name] !== null)?.[name];
        return typeof value === 'number' ? 'bigint' : typeof value === 'boolean' ? 'boolean' : 'varchar';
      };
      return void json({
        ResultSet: {
          ResultSetMetadata: { ColumnInfo: names.map((name) => ({ Name: name, Type: type(name) })) },
          Rows: [
            { Data: names.map((name) => ({ VarCharValue: name })) },
            ...rows.map((row) => ({
              Data: names.map((name) => (row[name] === null ? {} : { VarCharValue: String(row[name]) })),
            })),
          ],
        },
      });
    }
    const item =
      target === undefined || !/Item$|^Query$/.test(target)
        ? undefined
        : (JSON.parse(body) as {
            Item?: Record<string, { S?: string }>;
            Key?: Record<string, { S?: string }>;
            ExpressionAttributeValues?: Record<string, { S?: string }>;
          });
    if (item !== undefined) {
      const { run, step } = item.Item ?? item.Key ?? {};
      const key = `${run?.S ?? ''} ${step?.S ?? ''}`;
      if (target === 'PutItem') state.items.set(key, item.Item ?? {});
      if (target === 'DeleteItem') state.items.delete(key);
      return void json(
        target === 'Query'
          ? {
              Items: [...state.items.values()].filter(
                (one) => one['run']?.S === item.ExpressionAttributeValues?.[':run']?.S,
              ),
            }
          : { Item: target === 'GetItem' ? state.items.get(key) : undefined },
      );
    }
    const path = decodeURIComponent(url.pathname).replace(/^\/+/, '');
    if (url.searchParams.has('list-type')) {
      const bucket = path.replace(/\/$/, '');
      const keys = [...state.objects.keys()]
        .filter((one) => one.startsWith(`${bucket}/${url.searchParams.get('prefix') ?? ''}`))
        .map((one) => one.slice(bucket.length + 1))
        .toSorted();
      return void send(
        200,
        `<ListBucketResult><IsTruncated>false</IsTruncated>${keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size><LastModified>${state.written.get(`${bucket}/${key}`) ?? '2026-01-01T00:00:00Z'}</LastModified></Contents>`).join('')}</ListBucketResult>`,
        'application/xml',
      );
    }
    if (request.method === 'PUT') {
      if (request.headers['if-none-match'] === '*' && state.objects.has(path))
        return void send(
          412,
          '<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>',
          'application/xml',
        );
      state.objects.set(path, bytes);
      return void send(200, '', 'application/xml');
    }
    if (request.method === 'DELETE') {
      state.objects.delete(path);
      return void send(204, '', 'application/xml');
    }
    if (request.method === 'POST' && url.searchParams.has('delete')) {
      for (const [, key] of body.matchAll(/<Key>([^<]*)<\/Key>/g))
        state.objects.delete(`${path.replace(/\/$/, '')}/${key ?? ''}`);
      return void send(200, '<DeleteResult></DeleteResult>', 'application/xml');
    }
    const text = state.objects.get(path);
    if (text === undefined)
      return void send(404, '<Error><Code>NoSuchKey</Code><Message>no</Message></Error>', 'application/xml');
    send(200, text, 'application/octet-stream');
  });
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  return Object.assign(state, {
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_REGION: 'eu-central-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  });
}
