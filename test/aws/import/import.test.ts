/**
 * `headcount import --target aws` as a process, against moto's S3 and DynamoDB Local: the real log from a bucket into
 * arrivals.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { ROOT } from '../../support/program.ts';

const LOG = join(ROOT, 'test/data/apache_access_2015.log.gz');
const CONFIG = {
  sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }],
  aws: { stage: 'test', region: FAKE_AWS.AWS_REGION },
};
const OUTPUTS = {
  'Headcount-test-Lake': {
    ArrivalsBucket: 'arrivals',
    FactsBucket: 'facts',
    Database: 'headcount_test',
    StoreDatabase: 'headcount_test_store',
    ScratchDatabase: 'headcount_test_scratch',
  },
  'Headcount-test-Collect': { CollectorUrl: 'http://127.0.0.1:1' },
  'Headcount-test-Analytics': {
    StateTable: 'state',
    AnalystsWorkGroup: 'a',
    PipelineWorkGroup: 'p',
    ResultsBucket: 'results',
    SealFunction: 'f',
    ReleaseFunction: 'f',
    ReportFunction: 'f',
  },
};
const HOUR = 3_600_000;
const sdk = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };

let standIns: StandIns;
let s3: S3Client;
let dynamo: DynamoDBClient;
const folder = mkdtempSync(join(tmpdir(), 'headcount-import-'));
beforeAll(async () => {
  standIns = await startStandIns({ dynamodb: true });
  s3 = new S3Client({ ...sdk, endpoint: standIns.aws, forcePathStyle: true });
  dynamo = new DynamoDBClient({ ...sdk, endpoint: String(standIns.dynamodb) });
  for (const Bucket of ['logs', 'arrivals', 'facts'])
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: FAKE_AWS.AWS_REGION },
      }),
    );
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'state',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'run', KeyType: 'HASH' },
        { AttributeName: 'step', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'run', AttributeType: 'S' },
        { AttributeName: 'step', AttributeType: 'S' },
      ],
    }),
  );
  await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'access/2015.log.gz', Body: readFileSync(LOG) }));
  writeFileSync(join(folder, 'headcount.json'), JSON.stringify(CONFIG));
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify(OUTPUTS));
});
afterAll(async () => {
  await standIns?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs under a clock that is so many hours ahead: an object of a bucket carries its real time of writing. */
function importLogs(
  hoursAhead: number,
  { from = 's3://logs/access', words = [] as readonly string[], status = 0 } = {},
): {
  readonly counts: Record<string, unknown>;
  readonly notes: string;
} {
  writeFileSync(join(folder, 'clock'), String(Date.now() + hoursAhead * HOUR));
  const ran = spawnSync(
    process.execPath,
    [
      join(ROOT, 'dist/bin/headcount.js'),
      'import',
      from,
      ...words,
      '--target',
      'aws',
      '--outputs',
      'outputs.json',
      '--site',
      'demo',
      '--json',
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        ...standIns.env,
        HEADCOUNT_TEST_CLOCK: join(folder, 'clock'),
        NODE_OPTIONS: `--import ${join(ROOT, 'test/support/shift-clock.mjs')}`,
      },
    },
  );
  expect(ran.status, ran.stderr).toBe(status);
  return { counts: JSON.parse(ran.stdout) as Record<string, unknown>, notes: ran.stderr };
}
const arrivals = async () =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: 'arrivals' }))).Contents ?? []).map((one) =>
    String(one.Key),
  );

describe('logs in a bucket', () => {
  it('wait until tomorrow where they were written today', async () => {
    const { counts, notes } = importLogs(0);
    expect(counts['lines']).toBe(0);
    expect(notes).toContain('wait until tomorrow');
    expect(await arrivals()).toEqual([]);
  });

  it('logs are stored in arrivals under the days of their own rows, as many as docs/import.md states, and no longer hold up a day', async () => {
    expect(importLogs(30).counts).toMatchObject({
      lines: 10_000,
      accepted: 1_638,
      bot: 2_497,
      ignored: { asset: 5_664, status: 163, method: 37 },
      unparseable: 1,
    });
    const keys = await arrivals();
    expect(keys.map((key) => key.replace(/import-.*/, ''))).toEqual(
      ['17', '18', '19', '20'].map((day) => `arrivals/dt=2015-05-${day}/`),
    );
    const db = await openDuckDb({ memoryLimit: '256MB', scratch: join(folder, 'scan') });
    try {
      let rows = 0;
      for (const [index, key] of keys.entries()) {
        const file = join(folder, `${index}.parquet`);
        writeFileSync(
          file,
          (await (
            await s3.send(new GetObjectCommand({ Bucket: 'arrivals', Key: key }))
          ).Body?.transformToByteArray()) ?? '',
        );
        const [found] = await db.rows(
          'select count(*) as n, count(distinct day) as days, min(day) as day from read_parquet(?)',
          [file],
        );
        expect([found?.['days'], found?.['day']]).toEqual([1, key.slice(12, 22)]);
        rows += Number(found?.['n']);
      }
      expect(rows).toBe(1_638 + 2_497);
    } finally {
      await db.close();
    }
    expect((await dynamo.send(new ScanCommand({ TableName: 'state' }))).Items).toEqual([]);
  });

  it('count once: asked again, no line is left', async () => {
    const before = await arrivals();
    expect(importLogs(30).counts['lines']).toBe(0);
    expect(await arrivals()).toEqual(before);
  });

  it('are refused by name where no address can be read, are not remembered, and are read once that is mended', async () => {
    const Body = readFileSync(join(ROOT, 'test/data/cases/xff-first.log'));
    await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'lists/xff-first.log', Body }));
    const before = await arrivals();
    const { notes } = importLogs(30, { from: 's3://logs/lists', status: 1 });
    expect(notes).toContain('s3://logs/lists/xff-first.log: no address can be read in 6 of 6 lines');
    expect(notes).not.toMatch(/198\.51|203\.0/);
    expect(await arrivals()).toEqual(before);
    writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ ...CONFIG, trustedProxies: 2 }));
    expect(importLogs(30, { from: 's3://logs/lists' }).counts).toMatchObject({ lines: 6, accepted: 6 });
  });

  it('of JSON are read by the fields that a map names', async () => {
    const line = {
      visitor: { ip: '198.51.100.7' },
      when: '2026-11-10T10:00:00Z',
      request: 'GET /a HTTP/1.1',
      status: 200,
      http_user_agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    };
    await s3.send(
      new PutObjectCommand({ Bucket: 'logs', Key: 'json/a.log', Body: `${JSON.stringify(line)}\n` }),
    );
    const words = ['--fields', 'address=visitor.ip,time=when'];
    expect(importLogs(30, { from: 's3://logs/json', words }).counts).toMatchObject({ accepted: 1 });
  });
});
