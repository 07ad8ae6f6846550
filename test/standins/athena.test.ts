/** The shim of Athena's API through the real SDK, as far as the pipeline relies on it. */
import {
  AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from '@aws-sdk/client-athena';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startAthena, type Athena } from './athena.ts';

const sdk = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
  maxAttempts: 1,
};
let athena: Athena;
let client: AthenaClient;
let s3: S3Client;
beforeAll(async () => {
  athena = await startAthena({ trino: inject('trino'), workGroups: { one: 's3://athena-test/results' } });
  client = new AthenaClient({ ...sdk, endpoint: athena.url });
  s3 = new S3Client({ ...sdk, endpoint: inject('aws'), forcePathStyle: true });
  await s3.send(
    new CreateBucketCommand({
      Bucket: 'athena-test',
      CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
    }),
  );
});
afterAll(() => athena.close());

const start = async (sql: string, more: object = {}) =>
  String(
    (await client.send(new StartQueryExecutionCommand({ QueryString: sql, WorkGroup: 'one', ...more })))
      .QueryExecutionId,
  );
async function end(id: string): Promise<{ state: string; reason: string | undefined }> {
  for (;;) {
    const { QueryExecution: run } = await client.send(new GetQueryExecutionCommand({ QueryExecutionId: id }));
    const state = String(run?.Status?.State);
    if (state !== 'QUEUED' && state !== 'RUNNING') return { state, reason: run?.Status?.StateChangeReason };
    await new Promise((waited) => {
      setTimeout(waited, 20);
    });
  }
}
const keys = async (prefix: string) =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: 'athena-test', Prefix: prefix }))).Contents ?? []).map(
    (one) => String(one.Key),
  );

describe("Athena's API in front of Trino", () => {
  it('gives results in pages, the names of the columns before the first row and null as an absent value', async () => {
    const id = await start(
      "select n, case when n = 2 then null else 'ä' end as t from unnest(sequence(1, 3)) as u(n) where n < ? order by n",
      { ExecutionParameters: ['3'] },
    );
    expect(await end(id)).toEqual({ state: 'SUCCEEDED', reason: undefined });
    const rows: (string | undefined)[][] = [];
    let [token, pages]: [string | undefined, number] = [undefined, 0];
    do {
      const page: {
        NextToken?: string | undefined;
        ResultSet?: { Rows?: { Data?: { VarCharValue?: string | undefined }[] }[] };
      } = (await client.send(
        new GetQueryResultsCommand({ QueryExecutionId: id, MaxResults: 2, NextToken: token }),
      )) as never;
      rows.push(
        ...(page.ResultSet?.Rows ?? []).map((row) => (row.Data ?? []).map((cell) => cell.VarCharValue)),
      );
      [token, pages] = [page.NextToken, pages + 1];
    } while (token !== undefined);
    expect(rows).toEqual([
      ['n', 't'],
      ['1', 'ä'],
      ['2', undefined],
    ]);
    expect(pages).toBe(2);
  });

  it('starts one query for one token, and refuses the token with another text', async () => {
    const ClientRequestToken = 'a'.repeat(32);
    const id = await start('select 1', { ClientRequestToken });
    expect(await start('select 1', { ClientRequestToken })).toBe(id);
    await expect(start('select 2', { ClientRequestToken })).rejects.toThrow(
      'Idempotent parameters do not match',
    );
  });

  it('writes what is unloaded to its prefix, in folders by the columns named, and refuses a prefix in use', async () => {
    const sql =
      "unload (select a, b from (values ('x', '1'), ('y', '2')) as t(a, b) where a <> ?) to " +
      "'s3://athena-test/u/1/' with (format = 'PARQUET', compression = 'ZSTD', partitioned_by = " +
      "array['b'])";
    expect((await end(await start(sql, { ExecutionParameters: ["''"] }))).state).toBe('SUCCEEDED');
    expect((await keys('u/1/')).map((key) => key.split('/')[2]).toSorted()).toEqual(['b=1', 'b=2']);
    expect(await end(await start(sql, { ExecutionParameters: ["''"] }))).toMatchObject({
      state: 'FAILED',
      reason: expect.stringContaining('HIVE_PATH_ALREADY_EXISTS'),
    });
  });

  it('says that a query failed and why, and gives no results of it', async () => {
    const id = await start('select nothing from somewhere.nowhere');
    expect(await end(id)).toMatchObject({ state: 'FAILED', reason: expect.stringContaining('somewhere') });
    await expect(client.send(new GetQueryResultsCommand({ QueryExecutionId: id }))).rejects.toThrow(
      'Final query state: FAILED',
    );
  });

  it('refuses a parameter outside where, which Trino would take', async () => {
    expect((await end(await start('select ? as x', { ExecutionParameters: ['1'] }))).state).toBe('FAILED');
  });

  it('cancels a query that runs', async () => {
    const id = await start(
      'select count(*) from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 10000)) as b(y) cross join unnest(sequence(1, 10000)) as c(z) where x + y + z = 3',
    );
    await client.send(new StopQueryExecutionCommand({ QueryExecutionId: id }));
    expect((await end(id)).state).toBe('CANCELLED');
  });
});
