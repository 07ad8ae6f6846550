/** The items of whole tables: reads, copies and deletes them, with the operator's own rights. No function may do so. */
import {
  BatchWriteItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { CannotError } from '#core/operator/failures';

export type TableItem = Readonly<Record<string, AttributeValue>>;

/** Most writes of one BatchWriteItem. */
const MOST_WRITES = 25;
const SEGMENTS = 4;
const TRIES = 10;

/** Yields the items page by page; `filter` leaves some out, and `keysOnly` all but their keys. */
export async function* pagesOf(
  dynamo: DynamoDBClient,
  table: string,
  options: { readonly keysOnly?: boolean; readonly prefix?: string; readonly segment?: number } = {},
): AsyncGenerator<readonly TableItem[]> {
  const { keysOnly = false, prefix, segment } = options;
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({
        TableName: table,
        ConsistentRead: true,
        ...(keysOnly ? { ProjectionExpression: 'pk, sk' } : {}),
        ...(prefix === undefined
          ? {}
          : {
              FilterExpression: 'begins_with(pk, :prefix)',
              ExpressionAttributeValues: { ':prefix': { S: prefix } },
            }),
        ...(segment === undefined ? {} : { Segment: segment, TotalSegments: SEGMENTS }),
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    yield page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** Writes for each item of a table what `writeOf` returns, if anything, into another or the same; returns how many. */
export async function writeAll(
  dynamo: DynamoDBClient,
  { from, to, keysOnly }: { readonly from: string; readonly to: string; readonly keysOnly: boolean },
  writeOf: (item: TableItem) => WriteRequest | undefined,
): Promise<number> {
  const counts = await Promise.all(
    Array.from({ length: SEGMENTS }, async (_, segment) => {
      let count = 0;
      for await (const page of pagesOf(dynamo, from, { keysOnly, segment })) {
        const writes = page.flatMap((item) => writeOf(item) ?? []);
        for (let at = 0; at < writes.length; at += MOST_WRITES)
          await write(dynamo, to, writes.slice(at, at + MOST_WRITES));
        count += writes.length;
      }
      return count;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function write(dynamo: DynamoDBClient, table: string, writes: readonly WriteRequest[]): Promise<void> {
  let left: WriteRequest[] = [...writes];
  for (let round = 1; left.length > 0; round++) {
    if (round > TRIES)
      throw new CannotError('the table takes no more at the moment: run it again in a minute');
    if (round > 1)
      await new Promise((resolve) => {
        setTimeout(resolve, 50 * 2 ** round);
      });
    const { UnprocessedItems } = await dynamo.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: left } }),
    );
    left = UnprocessedItems?.[table] ?? [];
  }
}
