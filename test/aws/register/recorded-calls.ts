/**
 * Stands between a function and the stand-ins and records what it asks of AWS, as IAM would see it: action, resource,
 * and what conditions look at. It may not change a request or an answer.
 */
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedCall {
  readonly action: string;
  readonly resource: string;
  /** Partition keys of items, which `dynamodb:LeadingKeys` sees. */
  readonly leadingKeys?: readonly string[];
  readonly isIfNoneMatch?: boolean;
}

/** Where the calls of a service go, by the name under which they are signed; `other` for the rest. */
export type Targets = (service: string) => string;

export class RecordedCalls {
  readonly calls: RecordedCall[] = [];
  readonly #targets: Targets;
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => this.#pass(request, Buffer.concat(chunks), response));
  });

  constructor(targets: Targets) {
    this.#targets = targets;
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { method = 'GET', url = '/', headers } = request;
    const service =
      /Credential=[^/]+\/\d+\/[^/]+\/([a-z0-9]+)\//.exec(String(headers['authorization']))?.[1] ?? '';
    this.calls.push(...callsOf(service, request, body));
    const passed = forward(
      new URL(url, this.#targets(service)).href,
      { method, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    passed.end(body);
  }
}

const SES = 'arn:aws:ses:eu-central-1:123456789012';

function callsOf(
  service: string,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
): readonly RecordedCall[] {
  if (service === 's3') return [callOfS3(method, url, headers['if-none-match'] !== undefined)];
  if (service === 'lambda')
    return [{ action: 'lambda:InvokeFunction', resource: decodeURIComponent(url.split('/')[3] ?? '') }];
  const input = JSON.parse(body.toString('utf8')) as Record<string, any>;
  if (service === 'secretsmanager')
    return [{ action: 'secretsmanager:GetSecretValue', resource: input['SecretId'] }];
  if (service === 'ses')
    return [
      {
        action: 'ses:SendEmail',
        resource: `${SES}:identity/${String(input['FromEmailAddress']).split('@')[1]}`,
      },
      { action: 'ses:SendEmail', resource: `${SES}:configuration-set/${input['ConfigurationSetName']}` },
    ];
  return callsOfDynamoDb(String(headers['x-amz-target']).split('.')[1] ?? '', input);
}

function callOfS3(method: string, url: string, isIfNoneMatch: boolean): RecordedCall {
  const [path = ''] = url.split('?');
  const [, bucket = '', ...key] = decodeURIComponent(path).split('/');
  if (key.join('/') === '') return { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` };
  const action = { GET: 's3:GetObject', PUT: 's3:PutObject', DELETE: 's3:DeleteObject' }[method] ?? method;
  return { action, resource: `arn:aws:s3:::${bucket}/${key.join('/')}`, isIfNoneMatch };
}

function callsOfDynamoDb(operation: string, input: Record<string, any>): readonly RecordedCall[] {
  const one = (name: string, { TableName, IndexName, Key, Item }: Record<string, any>): RecordedCall => {
    const pk = (Key ?? Item)?.['pk']?.S as string | undefined;
    return {
      action: `dynamodb:${name}`,
      resource: IndexName === undefined ? TableName : `${TableName}/index/${IndexName}`,
      ...(pk === undefined ? {} : { leadingKeys: [pk] }),
    };
  };
  if (operation === 'TransactWriteItems')
    return (input['TransactItems'] as readonly Record<string, any>[]).flatMap((item) =>
      Object.entries(item).map(([name, inner]) =>
        one(name === 'ConditionCheck' ? 'ConditionCheckItem' : `${name}Item`, inner),
      ),
    );
  if (operation === 'TransactGetItems')
    return (input['TransactItems'] as readonly Record<string, any>[]).map(({ Get }) => one('GetItem', Get));
  if (operation === 'BatchGetItem' || operation === 'BatchWriteItem')
    return Object.keys(input['RequestItems']).map((TableName) => one(operation, { TableName }));
  return [one(operation, input)];
}
