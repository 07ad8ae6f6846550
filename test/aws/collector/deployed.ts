/** A collector with everything around it: AWS's runtime client, Firehose's shim, SQS (moto) and DynamoDB (DynamoDB Local) behind endpoints that fail when told. */
import { randomBytes } from 'node:crypto';
import { Firehose } from '../../standins/firehose.ts';
import { inFrontOf, type Fault, type JsonService } from '../../standins/json-service.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { bundle } from './bundle.ts';
import { numbered, httpEvent } from './http-events.ts';

export interface Answered { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: string }

export class Deployed {
  readonly firehose: Firehose;
  readonly sqs: JsonService;
  readonly dynamodb: JsonService;
  readonly lambda: LambdaFunction;
  readonly #awsUrl: string;
  readonly #queueUrl: string;
  readonly #dispose: () => void;

  private constructor(parts: { firehose: Firehose; sqs: JsonService; dynamodb: JsonService; lambda: LambdaFunction; awsUrl: string; queueUrl: string; dispose: () => void }) {
    ({ firehose: this.firehose, sqs: this.sqs, dynamodb: this.dynamodb, lambda: this.lambda } = parts);
    [this.#awsUrl, this.#queueUrl, this.#dispose] = [parts.awsUrl, parts.queueUrl, parts.dispose];
  }

  static async start(stands: StandIns, config?: object, env: Readonly<Record<string, string>> = {}): Promise<Deployed> {
    const awsUrl = stands.aws;
    const dynamoUrl = stands.dynamodb ?? '';
    const name = randomBytes(6).toString('hex');
    const { QueueUrl: queueUrl } = await ask<{ QueueUrl: string }>(awsUrl, 'sqs', 'AmazonSQS.CreateQueue', { QueueName: `fallback-${name}`, Attributes: { MaximumMessageSize: '1048576' } });
    await ask(dynamoUrl, 'dynamodb', 'DynamoDB_20120810.CreateTable', { TableName: `salts-${name}`, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [{ AttributeName: 'day', AttributeType: 'S' }], KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }] });
    const [firehose, sqs, dynamodb] = await Promise.all([new Firehose().start(), inFrontOf(awsUrl).start(), inFrontOf(dynamoUrl).start()]);
    const { root, dispose } = bundle('collector', config);
    const lambda = await new LambdaFunction({ root, env: {
      HEADCOUNT_STREAM: 'arrivals', HEADCOUNT_FALLBACK_QUEUE: queueUrl, HEADCOUNT_SALTS_TABLE: `salts-${name}`,
      AWS_ENDPOINT_URL_FIREHOSE: firehose.url, AWS_ENDPOINT_URL_SQS: sqs.url, AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url, ...env,
    } }).start();
    return new Deployed({ firehose: firehose as Firehose, sqs, dynamodb, lambda, awsUrl, queueUrl, dispose });
  }

  /** The answer to an HTTP API event; undefined where the instance ended before it gave one. Throws where the function itself failed. */
  async send(event: object): Promise<Answered | undefined> {
    const invoked = await this.lambda.invoke(event);
    if ('result' in invoked) return invoked.result as Answered;
    if (invoked.error.errorType === 'Runtime.ExitError') return undefined;
    throw new Error(`the function failed: ${JSON.stringify(invoked.error)}`);
  }

  /** One event of each number; those answered 202. */
  async sendNumbered(from: number, count: number): Promise<{ readonly acknowledged: number[]; readonly refused: Answered[] }> {
    const acknowledged: number[] = [];
    const refused: Answered[] = [];
    for (let number = from; number < from + count; number += 1) {
      const answer = await this.send(httpEvent({ body: JSON.stringify(numbered(number)) }));
      if (answer?.statusCode === 202) acknowledged.push(number);
      else if (answer !== undefined) refused.push(answer);
    }
    return { acknowledged, refused };
  }

  /** Rows that Firehose or the queue holds. */
  async held(): Promise<{ readonly event_id: string; readonly worth_cents: number; readonly visitor: string | null }[]> {
    const queued: string[] = [];
    for (;;) {
      const { Messages = [] } = await ask<{ Messages?: { Body: string }[] }>(this.#awsUrl, 'sqs', 'AmazonSQS.ReceiveMessage', { QueueUrl: this.#queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 3_600 });
      if (Messages.length === 0) break;
      queued.push(...Messages.map(({ Body }) => Body));
    }
    return [...this.firehose.records, ...queued].flatMap((record) => record.split('\n')).filter((line) => line !== '').map((line) => JSON.parse(line) as never);
  }

  async stop(): Promise<void> {
    await this.lambda.stop();
    await Promise.all([this.firehose.stop(), this.sqs.stop(), this.dynamodb.stop()]);
    this.#dispose();
  }
}

/** One call to a stand-in, unsigned but for its form. */
export async function ask<T>(endpoint: string, service: string, target: string, input: object): Promise<T> {
  const answer = await fetch(endpoint, {
    method: 'POST', body: JSON.stringify(input),
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, 'x-amz-date': '20261124T000000Z', 'authorization': `AWS4-HMAC-SHA256 Credential=${FAKE_AWS.AWS_ACCESS_KEY_ID}/20261124/${FAKE_AWS.AWS_REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0` },
  });
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
  return await answer.json() as T;
}

/** Faults for a share of calls, in an order that is the same each time. */
export function sometimes(share: number, faults: readonly Fault[], seed = 1): () => Fault | undefined {
  const random = seeded(seed);
  return () => (random() < share ? faults[Math.floor(random() * faults.length)] : undefined);
}

/** Numbers of [0, 1), mulberry32. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export { startStandIns };
