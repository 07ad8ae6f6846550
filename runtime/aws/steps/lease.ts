/** A lease in the state table, for one run at a time; it expires if its holder dies. */
import { DeleteItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { OperatorError } from '#core/operator-error';

export interface LeaseOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  /**
   * A name unique to this invocation, not its request's id: Lambda may run one asynchronous event twice, under one id.
   */
  readonly owner: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Longer than the function's own timeout. */
  readonly durationMs: number;
}

/** Thrown where another run holds the lease, which expires by itself. */
export class LeaseHeldError extends OperatorError {
  override readonly name = 'LeaseHeldError';

  constructor() {
    super('another run of the pipeline is under way; its lease ends within 20 minutes');
  }
}

const KEY = { run: { S: 'lease' }, step: { S: 'pipeline' } };

/** Takes the lease; throws a LeaseHeldError while another owner holds it. */
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

/** Releases the lease; does nothing where another owner has it by now. */
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
