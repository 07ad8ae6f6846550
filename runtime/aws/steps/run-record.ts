/**
 * Records what a run has done, in the state table: one item per step, written once. It may hold names, ids, keys of
 * objects and counts, but nothing about a visitor.
 */
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

export interface RunRecordOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
}

export class RunRecord {
  readonly #options: RunRecordOptions;

  constructor(options: RunRecordOptions) {
    this.#options = options;
  }

  /** Reads all steps of a run, consistently: JSON text by step. */
  async all(run: string): Promise<Map<string, string>> {
    const { client, table } = this.#options;
    const values = new Map<string, string>();
    let startKey: Record<string, never> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: '#run = :run',
          ExpressionAttributeNames: { '#run': 'run' },
          ExpressionAttributeValues: { ':run': { S: run } },
          ...(startKey === undefined ? {} : { ExclusiveStartKey: startKey }),
        }),
      );
      for (const item of page.Items ?? []) values.set(item['step']?.S ?? '', item['value']?.S ?? '');
      startKey = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (startKey !== undefined);
    return values;
  }

  async get(run: string, step: string): Promise<string | undefined> {
    const { client, table } = this.#options;
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: table,
        ConsistentRead: true,
        Key: { run: { S: run }, step: { S: step } },
      }),
    );
    return Item?.['value']?.S;
  }

  /** Writes or overwrites a step: durable when it returns. */
  async put(run: string, step: string, value: string): Promise<void> {
    const { client, table } = this.#options;
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: { run: { S: run }, step: { S: step }, value: { S: value } },
      }),
    );
  }

  async delete(run: string, step: string): Promise<void> {
    const { client, table } = this.#options;
    await client.send(
      new DeleteItemCommand({ TableName: table, Key: { run: { S: run }, step: { S: step } } }),
    );
  }

  /** Deletes all steps of a run. */
  async forget(run: string): Promise<void> {
    for (const step of (await this.all(run)).keys()) await this.delete(run, step);
  }
}
