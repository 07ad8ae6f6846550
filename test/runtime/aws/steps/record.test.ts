/** The pipeline's requirements on its table: reads that see every write, and one run at a time. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { releaseLease, LeaseHeldError, takeLease } from '#runtime/aws/steps/lease';
import { RunRecord } from '#runtime/aws/steps/run-record';
import { fakeSdk, named } from '../fake-sdk.ts';

describe('the record of a run', () => {
  it('is read with every write before it in it, to the last page', async () => {
    const { client, sent } = fakeSdk<DynamoDBClient>(({ name, input }) =>
      name === 'GetItemCommand'
        ? { Item: { value: { S: 'v' } } }
        : input['ExclusiveStartKey'] === undefined
          ? { Items: [{ step: { S: 'a' }, value: { S: '1' } }], LastEvaluatedKey: { step: { S: 'a' } } }
          : { Items: [{ step: { S: 'b' }, value: { S: '2' } }] },
    );
    const record = new RunRecord({ client, table: 'state' });
    expect([...(await record.all('r'))]).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(await record.get('r', 's')).toBe('v');
    expect(sent.map(({ input }) => input['ConsistentRead'])).toEqual([true, true, true]);
  });
});

describe('the lease', () => {
  const options = { table: 'state', owner: 'me' };

  it("the lease is taken only where nobody holds it, it ran out, or it is one's own", async () => {
    const { client, sent } = fakeSdk<DynamoDBClient>(() => ({}));
    await takeLease({ client, ...options, now: 1_000, durationMs: 60 });
    expect(sent[0]?.input).toMatchObject({
      Item: { run: { S: 'lease' }, step: { S: 'pipeline' }, holder: { S: 'me' }, until: { N: '1060' } },
      ConditionExpression: 'attribute_not_exists(#run) or #until < :now or holder = :owner',
      ExpressionAttributeValues: { ':now': { N: '1000' }, ':owner': { S: 'me' } },
    });
  });

  it('a lease held by another is distinguished from a failing table', async () => {
    const failing = (name: string) =>
      takeLease({
        client: fakeSdk<DynamoDBClient>(() => {
          throw named(name);
        }).client,
        ...options,
        now: 0,
        durationMs: 1,
      });
    await expect(failing('ConditionalCheckFailedException')).rejects.toBeInstanceOf(LeaseHeldError);
    await expect(failing('InternalServerError')).rejects.toThrow('InternalServerError');
  });

  it('is given back by its holder alone', async () => {
    const { client, sent } = fakeSdk<DynamoDBClient>(() => {
      throw named('ConditionalCheckFailedException');
    });
    await releaseLease({ client, ...options });
    expect(sent[0]?.input).toMatchObject({
      ConditionExpression: 'holder = :owner',
      ExpressionAttributeValues: { ':owner': { S: 'me' } },
    });
  });
});
