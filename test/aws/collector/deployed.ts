/**
 * A collector with everything around it: AWS's runtime client, Firehose's shim, a queue, and DynamoDB Local behind an
 * endpoint that fails on request.
 */
import { randomBytes } from 'node:crypto';
import { ask } from '../../standins/ask.ts';
import { Firehose } from '../../standins/firehose.ts';
import { HeldQueue } from '../../standins/held-queue.ts';
import { inFrontOf, type JsonService } from '../../standins/json-service.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { bundle } from './bundle.ts';
import { httpEvent, numbered } from './http-events.ts';

export interface Answered {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** The columns of a row that the tests check. */
export interface HeldRow {
  readonly event_id: string;
  readonly worth_cents: number;
  readonly visitor: string | null;
  readonly outcome: string;
}

interface Parts {
  readonly firehose: Firehose;
  readonly sqs: HeldQueue;
  readonly dynamodb: JsonService;
  readonly instances: readonly LambdaFunction[];
  readonly dispose: () => void;
}

export class Deployed {
  readonly firehose: Firehose;
  readonly sqs: HeldQueue;
  readonly dynamodb: JsonService;
  readonly instances: readonly LambdaFunction[];
  readonly #dispose: () => void;

  private constructor(parts: Parts) {
    ({
      firehose: this.firehose,
      sqs: this.sqs,
      dynamodb: this.dynamodb,
      instances: this.instances,
      dispose: this.#dispose,
    } = parts);
  }

  /** `dynamodb` is DynamoDB Local's endpoint. */
  static async start(
    dynamodb: string,
    options: {
      readonly instances?: number;
      readonly config?: object;
      readonly env?: Readonly<Record<string, string>>;
    } = {},
  ): Promise<Deployed> {
    const table = `salts-${randomBytes(6).toString('hex')}`;
    await ask(dynamodb, 'dynamodb', 'DynamoDB_20120810.CreateTable', {
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'day', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
    });
    const [firehose, sqs, inFront] = [new Firehose(), new HeldQueue(), inFrontOf(dynamodb)];
    await Promise.all([firehose.start(), sqs.start(), inFront.start()]);
    const { root, dispose } = bundle('collector', options.config);
    const instances = await Promise.all(
      Array.from({ length: options.instances ?? 1 }, () =>
        new LambdaFunction({
          root,
          env: {
            HEADCOUNT_STREAM: 'arrivals',
            HEADCOUNT_FALLBACK_QUEUE: `${sqs.url}/123456789012/fallback`,
            HEADCOUNT_SALTS_TABLE: table,
            AWS_ENDPOINT_URL_FIREHOSE: firehose.url,
            AWS_ENDPOINT_URL_SQS: sqs.url,
            AWS_ENDPOINT_URL_DYNAMODB: inFront.url,
            ...options.env,
          },
        }).start(),
      ),
    );
    return new Deployed({ firehose, sqs, dynamodb: inFront, instances, dispose });
  }

  /** The complete logs of the instances. */
  get output(): string {
    return this.instances.map(({ output }) => output).join('');
  }

  /**
   * Returns the answer to an HTTP API event; undefined if the instance ended before it answered. Throws if the function
   * itself failed.
   */
  async send(event: object, instance = 0): Promise<Answered | undefined> {
    const invoked = await (this.instances[instance] as LambdaFunction).invoke(event);
    if ('result' in invoked) return invoked.result as Answered;
    if (invoked.error.errorType === 'Runtime.ExitError') return undefined;
    throw new Error(`the function failed: ${JSON.stringify(invoked.error)}`);
  }

  /**
   * Sends one event per number, with the instances running concurrently; returns those answered 202, and other answers.
   */
  async sendNumbered(
    from: number,
    count: number,
  ): Promise<{ readonly acknowledged: number[]; readonly refused: Answered[] }> {
    const acknowledged: number[] = [];
    const refused: Answered[] = [];
    let next = from;
    await Promise.all(
      this.instances.map(async (_, instance) => {
        while (next < from + count) {
          const number = next++;
          const answer = await this.send(httpEvent({ body: JSON.stringify(numbered(number)) }), instance);
          if (answer?.statusCode === 202) acknowledged.push(number);
          else if (answer !== undefined) refused.push(answer);
        }
      }),
    );
    return { acknowledged, refused };
  }

  /** Rows that Firehose or the queue holds. */
  held(): HeldRow[] {
    return [...this.firehose.records, ...this.sqs.messages]
      .flatMap((record) => record.split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as HeldRow);
  }

  async stop(): Promise<void> {
    await Promise.all(this.instances.map((one) => one.stop()));
    await Promise.all([this.firehose.stop(), this.sqs.stop(), this.dynamodb.stop()]);
    this.#dispose();
  }
}
