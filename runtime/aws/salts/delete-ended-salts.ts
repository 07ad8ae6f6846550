/** Deletes the salts of ended days by name, so that it needs no permission to read one. It may not touch today's. */
import { addDays } from '#core/time/zone';
import { AwsFault } from '../client/aws-fault.ts';
import type { CallAws } from '../client/call-aws.ts';

/** Days back that each run deletes: it runs hourly, and TTL covers a longer failure. */
const DAYS_BACK = 14;
const TIMEOUT_MS = 2_000;

export interface SaltDeletionResult {
  readonly deleted: number;
  /** Days whose item could not be deleted, whether or not there is one. */
  readonly failed: number;
}

/** Deletes the existing salts of the last days before `today`. Never rejects. */
export async function deleteEndedSalts(
  today: string,
  table: string,
  call: CallAws,
): Promise<SaltDeletionResult> {
  const outcomes = await Promise.all(
    Array.from({ length: DAYS_BACK }, (_, n) => deleteSalt(addDays(today, -1 - n), table, call)),
  );
  return {
    deleted: outcomes.filter((outcome) => outcome === 'deleted').length,
    failed: outcomes.filter((outcome) => outcome === 'failed').length,
  };
}

async function deleteSalt(day: string, table: string, call: CallAws): Promise<'deleted' | 'none' | 'failed'> {
  for (let tries = 0; ; tries += 1) {
    try {
      await call({
        service: 'dynamodb',
        target: 'DynamoDB_20120810.DeleteItem',
        timeoutMs: TIMEOUT_MS,
        input: {
          TableName: table,
          Key: { day: { S: day } },
          ConditionExpression: 'attribute_exists(#day)',
          ExpressionAttributeNames: { '#day': 'day' },
        },
      });
      return 'deleted';
    } catch (error) {
      if (!(error instanceof AwsFault)) return 'failed';
      if (error.code === 'ConditionalCheckFailedException') return 'none';
      if (!error.isTransient || tries === 2) return 'failed';
    }
  }
}
