/**
 * One run at a time: a lease in the state table that ends by itself if its holder dies. It may not be held longer than
 * a function lives.
 */
import { DeleteItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OperatorError } from '#core/operator-error';

export interface LeaseOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /**
   * A name of this invocation alone, not its request's id: Lambda may run one asynchronous event twice, under one id.
   */
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Longer than the function's own time limit. */
  readonly durationMs: number;
}

/** Another run holds the lease; it ends by itself. */
export class LeaseHeldError extends OperatorError {
  override readonly name = 'LeaseHeldError';

  constructor() {
    super('another run of the pipeline is under way; its lease ends within 20 minutes');
  }
}

const KEY = { run: { S: 'lease' }, step: { S: 'pipeline' } };

/** Throws a LeaseHeldError while somebody else holds it. */
export async function takeLease({ client, table, owner, now, durationMs }: LeaseOptions): Promise<void> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { ...KEY, holder: { S: owner }, until: { N: String(now + durationMs) } },
        ConditionExpression: 'attribute_not_exists(#run) or #until < :now or holder = :owner',
        ExpressionAttributeNames: { '#run': 'run', '#until': 'until' },
        ExpressionAttributeValues: { ':now': { N: String(now) }, ':owner': { S: owner } },
      }),
    );
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') throw new LeaseHeldError();
    throw error;
  }
}

/** Gives it back; nothing happens where somebody else has it by now. */
export async function releaseLease({
  client,
  table,
  owner,
}: Pick<LeaseOptions, 'client' | 'table' | 'owner'>): Promise<void> {
  try {
    await client.send(
      new DeleteItemCommand({
        TableName: table,
        Key: KEY,
        ConditionExpression: 'holder = :owner',
        ExpressionAttributeValues: { ':owner': { S: owner } },
      }),
    );
  } catch (error) {
    if ((error as Error).name !== 'ConditionalCheckFailedException') throw error;
  }
}
