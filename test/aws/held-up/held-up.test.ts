/**
 * The built redrive, sweep and salt keeper under AWS's own runtime client, on moto's S3 and SQS, DynamoDB Local and
 * Firehose's shim.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  CreateBucketCommand,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymousEvent, toJsonLine } from '#core/event/anonymous-event';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { addDays, Zone } from '#core/time/zone';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { ask } from '../../standins/ask.ts';
import { Firehose, folderSink, type Sink } from '../../standins/firehose.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { bundle } from '../collector/bundle.ts';

const TODAY = new Zone('Europe/Berlin').day(Date.now());
const EMPTY = Object.fromEntries(FIELDS.map(({ name }) => [name, null])) as unknown as ArrivalRow;
const VISITOR = 'f'.repeat(32);
const line = (day: string, path: string) =>
  toJsonLine(
    anonymousEvent({
      ...EMPTY,
      event_id: randomBytes(16).toString('hex'),
      site: 'shop',
      day,
      hour: 9,
      outcome: 'stored',
      visitor: VISITOR,
      path,
      props: { note: 'x' },
      worth_cents: 5,
    }),
  );

describe('what was held up', () => {
  let stands: StandIns;
  let firehose: Firehose;
  let running: LambdaFunction | undefined;
  let env: Record<string, string>;
  let s3: S3Client;
  const disposals: (() => void)[] = [];
  const rows = () =>
    firehose.records
      .flatMap((record) => record.trim().split('\n'))
      .map((one) => JSON.parse(one) as ArrivalRow);

  beforeAll(async () => {
    stands = await startStandIns({ dynamodb: true });
  });
  afterAll(() => stands?.stop());
  beforeEach(async () => {
    firehose = new Firehose();
    await firehose.start();
    const name = randomBytes(6).toString('hex');
    const queue = async (kind: string) =>
      (
        await ask<{ QueueUrl: string }>(stands.aws, 'sqs', 'AmazonSQS.CreateQueue', {
          QueueName: `${kind}-${name}`,
        })
      ).QueueUrl;
    s3 = new S3Client({
      endpoint: stands.aws,
      region: 'eu-central-1',
      forcePathStyle: true,
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    await s3.send(
      new CreateBucketCommand({
        Bucket: `arrivals-${name}`,
        CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
      }),
    );
    env = {
      HEADCOUNT_STREAM: 'arrivals',
      HEADCOUNT_FALLBACK_QUEUE: await queue('fallback'),
      HEADCOUNT_DEAD_LETTER_QUEUE: await queue('dead'),
      HEADCOUNT_ARRIVALS_BUCKET: `arrivals-${name}`,
      HEADCOUNT_SALTS_TABLE: `salts-${name}`,
      AWS_ENDPOINT_URL: stands.aws,
      AWS_ENDPOINT_URL_FIREHOSE: firehose.url,
      AWS_ENDPOINT_URL_DYNAMODB: stands.dynamodb ?? '',
    };
  });
  afterEach(async () => {
    await running?.stop();
    await firehose.stop();
    for (const dispose of disposals.splice(0)) dispose();
  });
  const run = async (name: string, event: object): Promise<unknown> => {
    const { root, dispose } = bundle(name);
    disposals.push(dispose);
    running = await new LambdaFunction({ root, env, timeout: 120_000 }).start();
    const invoked = await running.invoke(event);
    if (!('result' in invoked)) throw new Error(`${JSON.stringify(invoked.error)} ${running.output}`);
    return invoked.result;
  };
  const letters = async () =>
    (
      await ask<{ Attributes: { ApproximateNumberOfMessages: string } }>(
        stands.aws,
        'sqs',
        'AmazonSQS.GetQueueAttributes',
        { QueueUrl: env['HEADCOUNT_DEAD_LETTER_QUEUE'], AttributeNames: ['ApproximateNumberOfMessages'] },
      )
    ).Attributes.ApproximateNumberOfMessages;
  const objects = async () =>
    (
      (await s3.send(new ListObjectsV2Command({ Bucket: env['HEADCOUNT_ARRIVALS_BUCKET'] }))).Contents ?? []
    ).map(({ Key }) => Key ?? '');
  const s3Sink: Sink = {
    put: async (key, file) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: env['HEADCOUNT_ARRIVALS_BUCKET'],
          Key: key,
          Body: readFileSync(file),
        }),
      );
    },
  };

  it('comes back from the queue: rows in time as they were, late ones without anything but their site', async () => {
    const result = await run('redrive', {
      Records: [
        { messageId: 'a', body: `${line(TODAY, '/a')}\n` },
        { messageId: 'b', body: `${line(addDays(TODAY, -2), '/b')}\n` },
        { messageId: 'c', body: '{"torn' },
      ],
    });
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'c' }] });
    expect(rows().map(({ path, outcome, visitor, day }) => ({ path, outcome, visitor, day }))).toEqual([
      { path: '/a', outcome: 'stored', visitor: VISITOR, day: TODAY },
      { path: null, outcome: 'late', visitor: null, day: TODAY },
    ]);
    expect(running?.output).not.toMatch(/torn|\/a|\/b/);
    expect(running?.output).toMatch(/"warning":"late","count":1/);
  });

  it('is swept from the error prefix and the dead-letter queue, and the originals are gone', async () => {
    const failing = new Firehose();
    await failing.start();
    // What Firehose could not convert, written by its own shim: a column of the wrong type.
    const record = `${line(addDays(TODAY, -3), '/late')}\n${line(TODAY, '/right')}\n${line(TODAY, '/wrong').replace('"hour":9', '"hour":"nine"')}\n`;
    await ask(failing.url, 'firehose', 'Firehose_20150804.PutRecordBatch', {
      DeliveryStreamName: 'arrivals',
      Records: [
        { Data: Buffer.from(record).toString('base64') },
        { Data: Buffer.from(line(TODAY, '/fine')).toString('base64') },
      ],
    });
    await failing.flush(s3Sink);
    await failing.stop();
    expect((await objects()).map((key) => key.split('/')[0]).toSorted()).toEqual(['arrivals', 'errors']);
    await ask(stands.aws, 'sqs', 'AmazonSQS.SendMessage', {
      QueueUrl: env['HEADCOUNT_DEAD_LETTER_QUEUE'],
      MessageBody: `${line(addDays(TODAY, -4), '/letter')}\n`,
    });
    await s3.send(
      new PutObjectCommand({
        Bucket: env['HEADCOUNT_ARRIVALS_BUCKET'],
        Key: 'errors/other/x',
        Body: 'not a document of Firehose\n',
      }),
    );

    expect(await run('sweep-errors', {})).toEqual({
      errors: { objects: 2, rows: 2, late: 1, unreadable: 2, failed: 0 },
      letters: { messages: 1, late: 1, unreadable: 0, failed: 0 },
    });
    expect(rows().map(({ path, outcome, visitor }) => ({ path, outcome, visitor }))).toEqual([
      { path: null, outcome: 'late', visitor: null },
      { path: '/right', outcome: 'stored', visitor: VISITOR },
      { path: null, outcome: 'late', visitor: null },
    ]);
    const left = (await objects()).filter((key) => key.startsWith('errors/'));
    expect(left).toHaveLength(2);
    expect(left).toContain('errors/other/x');
    expect(await letters()).toBe('0');
    expect(
      await (
        await s3.send(
          new GetObjectCommand({ Bucket: env['HEADCOUNT_ARRIVALS_BUCKET'], Key: 'errors/other/x' }),
        )
      ).Body?.transformToString(),
    ).toBe('not a document of Firehose\n');
    expect(running?.output).not.toMatch(/\/late|\/right|\/wrong|\/letter|errors\//);
  });

  it("leaves salts of ended days deleted and today's alone", async () => {
    await ask(stands.dynamodb ?? '', 'dynamodb', 'DynamoDB_20120810.CreateTable', {
      TableName: env['HEADCOUNT_SALTS_TABLE'],
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'day', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
    });
    for (const day of [TODAY, addDays(TODAY, -1), addDays(TODAY, -9)])
      await ask(stands.dynamodb ?? '', 'dynamodb', 'DynamoDB_20120810.PutItem', {
        TableName: env['HEADCOUNT_SALTS_TABLE'],
        Item: { day: { S: day }, salt: { B: randomBytes(32).toString('base64') } },
      });
    expect(await run('salt-keeper', {})).toEqual({ deleted: 2, failed: 0 });
    const { Items } = await ask<{ Items: { day: { S: string } }[] }>(
      stands.dynamodb ?? '',
      'dynamodb',
      'DynamoDB_20120810.Scan',
      { TableName: env['HEADCOUNT_SALTS_TABLE'] },
    );
    expect(Items.map(({ day }) => day.S)).toEqual([TODAY]);
    expect(running?.output).toBe('');
  });

  it('reaches the lake as Parquet, object by object, in the partition of its oldest record', async () => {
    let now = Date.parse('2026-11-24T23:59:00Z');
    const own = new Firehose(() => now);
    await own.start();
    const folder = mkdtempSync(join(tmpdir(), 'headcount-lake-'));
    try {
      for (let n = 0; n < 5; n += 1) {
        await ask(own.url, 'firehose', 'Firehose_20150804.PutRecordBatch', {
          DeliveryStreamName: 'arrivals',
          Records: [
            {
              Data: Buffer.from(`${line('2026-11-25', `/${n}`)}\n${line('2026-11-25', `/${n}b`)}\n`).toString(
                'base64',
              ),
            },
          ],
        });
        now += 30_000;
      }
      await own.flush(folderSink(folder), 2);
      const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(folder, 'scratch') });
      try {
        const found = await db.rows(
          `select dt, cast(count(*) as integer) as n, cast(sum(worth_cents) as integer) as cents, max(element_at(props, 'note')) as note from read_parquet('${folder}/arrivals/*/*.parquet', hive_partitioning = true, hive_types_autocast = false) group by dt order by dt`,
        );
        expect(found).toEqual([
          { dt: '2026-11-24', n: 4, cents: 20, note: 'x' },
          { dt: '2026-11-25', n: 6, cents: 30, note: 'x' },
        ]);
      } finally {
        db.close();
      }
    } finally {
      await own.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is refused by Firehose beyond its limits', async () => {
    const put = (records: readonly string[]) =>
      ask(firehose.url, 'firehose', 'Firehose_20150804.PutRecordBatch', {
        DeliveryStreamName: 's',
        Records: records.map((record) => ({ Data: Buffer.from(record).toString('base64') })),
      });
    await expect(put(['x'.repeat(1_024_001)])).rejects.toThrow('InvalidArgumentException');
    await expect(put(Array.from({ length: 501 }, () => 'x'))).rejects.toThrow('InvalidArgumentException');
    await expect(put(Array.from({ length: 5 }, () => 'x'.repeat(1_000_000)))).rejects.toThrow(
      'InvalidArgumentException',
    );
    await put(Array.from({ length: 500 }, () => 'x'));
  });
});
