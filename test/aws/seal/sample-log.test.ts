/**
 * The built bundle of the seal under AWS's runtime client, with Trino in place of Athena on moto's Glue and S3, and
 * DynamoDB Local: the real log's days come out row for row as in the local mode.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir } from '#runtime/local/data-dir';
import { openLake } from '#runtime/local/lake/open-lake';
import { ENV } from '#runtime/aws/env';
import type { SealEventAnswer } from '#runtime/aws/seal/seal-event';
import { createTables } from '../../standins/glue-tables.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { tablesOfSchema } from '../../standins/schema-tables.ts';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { trinoQuery } from '../../standins/trino-query.ts';
import { runWarm } from '../../support/warm-program.ts';
import { Place, ROOT } from '../../support/program.ts';

const CONFIG = {
  sites: [{ id: 'demo', hosts: ['semicomplete.com', 'www.semicomplete.com'] }],
  timeZone: 'Europe/Berlin',
};
const DAYS = ['2015-05-17', '2015-05-18', '2015-05-19', '2015-05-20'];
const DATABASE = 'headcount_test';
const SDK = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };

const place = new Place(CONFIG);
let [folder, standIns, s3, dynamo, seal]: [string, StandIns, S3Client, DynamoDBClient, LambdaFunction] =
  [] as never;
let previewedHere: unknown;
let arrivals: readonly { readonly file: string; readonly body: Buffer }[] = [];

beforeAll(async () => {
  standIns = await startStandIns({
    athena: { workGroups: { pipeline: 's3://arrivals/results' } },
    dynamodb: true,
  });
  s3 = new S3Client({ ...SDK, endpoint: standIns.aws, forcePathStyle: true });
  for (const Bucket of ['arrivals', 'facts'])
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: FAKE_AWS.AWS_REGION },
      }),
    );
  await createTables(
    new GlueClient({ ...SDK, endpoint: standIns.aws }),
    tablesOfSchema({ database: DATABASE, arrivalsBucket: 'arrivals', factsBucket: 'facts' }),
  );
  dynamo = new DynamoDBClient({ ...SDK, endpoint: String(standIns.dynamodb) });
  const keys = ['run', 'step'] as const;
  await dynamo.send(
    new CreateTableCommand({
      TableName: 'state',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
  folder = mkdtempSync(join(tmpdir(), 'headcount-aws-'));
  cpSync(join(ROOT, 'dist/lambdas/seal'), folder, { recursive: true });
  writeFileSync(join(folder, 'headcount.json'), JSON.stringify(parseConfig(JSON.stringify(CONFIG))));
  seal = await new LambdaFunction({
    root: folder,
    timeout: 900_000,
    env: {
      ...standIns.env,
      AWS_LAMBDA_LOG_LEVEL: 'INFO',
      [ENV.stateTable]: 'state',
      [ENV.arrivalsBucket]: 'arrivals',
      [ENV.factsBucket]: 'facts',
      [ENV.workGroup]: 'pipeline',
      [ENV.database]: DATABASE,
      [ENV.storeDatabase]: `${DATABASE}_store`,
      [ENV.scratchDatabase]: `${DATABASE}_scratch`,
    },
  }).start();
  const imported = await place.run(['import', join(ROOT, 'test/data/apache_access_2015.log.gz')]);
  expect(imported.status, imported.stderr).toBe(0);
  arrivals = readdirSync(join(place.data, 'arrivals'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.parquet'))
    .map((file) => ({ file, body: readFileSync(join(place.data, 'arrivals', file)) }));
  for (const { file, body } of arrivals)
    await s3.send(new PutObjectCommand({ Bucket: 'arrivals', Key: `arrivals/${file}`, Body: body }));
  previewedHere = await preview([]);
  const sealed = await place.run(['seal']);
  expect(sealed.status, sealed.stderr).toBe(0);
});
afterAll(async () => {
  await seal?.stop();
  await standIns?.stop();
  place.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function preview(words: readonly string[]): Promise<unknown> {
  const ran = await runWarm(['seal', '--dry-run', '--json', '--through', DAYS[2] ?? '', ...words], {
    cwd: place.folder,
    env: { ...process.env, ...standIns.env, HOME: place.folder },
  });
  expect(ran.status, ran.stderr).toBe(0);
  return JSON.parse(ran.stdout);
}

async function invoke(event: object): Promise<SealEventAnswer> {
  const invoked = await seal.invoke(event);
  if ('error' in invoked) throw new Error(`${JSON.stringify(invoked.error)}\n${seal.output}`);
  return invoked.result as SealEventAnswer;
}

const tables = [
  ...FACTS.map((fact) => ({ name: fact.name, columns: factColumns(fact) })),
  { name: 'completeness', columns: COMPLETENESS },
  { name: 'seals', columns: SEALS.filter(({ name }) => name !== 'sealed_on') },
];
const steps = async () =>
  ((await dynamo.send(new ScanCommand({ TableName: 'state' }))).Items ?? []).map((item) =>
    String(item['step']?.S),
  );
const keysOf = async (bucket: string, prefix: string) =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }))).Contents ?? []).map((one) =>
    String(one.Key),
  );

describe('the real log, sealed by the built function', () => {
  it('is previewed from the command line as in the local mode, and nothing changes', async () => {
    const outputs = join(folder, 'outputs.json');
    writeFileSync(
      outputs,
      JSON.stringify({
        'Headcount-prod-Lake': {
          ArrivalsBucket: 'arrivals',
          FactsBucket: 'facts',
          PipelineWorkGroup: 'pipeline',
          StoreDatabase: `${DATABASE}_store`,
          ScratchDatabase: `${DATABASE}_scratch`,
          StateTable: 'state',
        },
      }),
    );
    const before = [await keysOf('arrivals', 'arrivals/'), await keysOf('facts', ''), await steps()];
    const previewed = await preview(['--target', 'aws', '--outputs', outputs]);
    expect(previewed).toMatchObject({ dry_run: true, unlisted: [{ month: '2015-05', can_be_listed: true }] });
    expect(previewed).toEqual(previewedHere);
    expect([await keysOf('arrivals', 'arrivals/'), await keysOf('facts', ''), await steps()]).toEqual(before);
  });

  it('gives every row of every fact, of completeness and of seals as the local mode, and leaves no arrival and no scratch', async () => {
    const first = await invoke({ through: DAYS[0], byClock: false });
    expect(first).toMatchObject({ done: true, waiting: [], late: 0, abandoned: 0 });
    expect(first.days.map((one) => one.day)).toEqual([DAYS[0]]);
    // Killed in the middle of the next day: its answer is lost, and nothing else.
    const asked = { through: DAYS.at(-1), byClock: false };
    const cut = seal.invoke(asked);
    while (!(await steps()).includes(`${DAYS[1]} visitor_days`))
      await new Promise((waited) => {
        setTimeout(waited, 200);
      });
    seal.kill();
    expect(await cut).toHaveProperty('error');
    expect(await invoke(asked)).toMatchObject({ done: false, busy: true });
    await dynamo.send(
      new DeleteItemCommand({ TableName: 'state', Key: { run: { S: 'lease' }, step: { S: 'pipeline' } } }),
    );
    const rest = await invoke(asked);
    expect(rest.days.map((one) => one.day)).toEqual(DAYS.slice(1));
    expect((await invoke(asked)).days).toEqual([]);

    const lake = await openLake(dataDir(place.data), parseConfig(JSON.stringify(CONFIG)), FACTS);
    try {
      for (const { name, columns } of tables) {
        const list = columns.map((column) => column.name).join(', ');
        const theirs = await trinoQuery(String(standIns.trino), `select ${list} from ${name}`, {
          schema: DATABASE,
        });
        const ours = (await lake.rows(`select ${list} from ${name}`)).map((row) =>
          columns.map((column) => row[column.name]),
        );
        const sorted = (rows: readonly (readonly unknown[])[]) =>
          rows.map((row) => JSON.stringify(row)).toSorted();
        expect(theirs.rows.length, name).toBeGreaterThan(0);
        expect(sorted(theirs.rows), name).toEqual(sorted(ours));
      }
    } finally {
      lake.close();
    }
    expect(await keysOf('arrivals', 'arrivals/')).toEqual([]);
    expect(await keysOf('arrivals', 'scratch/')).toEqual([]);
    expect(await keysOf('facts', 'calendar/')).toEqual(['calendar/calendar.jsonl']);
    const record = (await dynamo.send(new ScanCommand({ TableName: 'state' }))).Items ?? [];
    expect([...new Set(record.map((item) => item['run']?.S))]).toEqual(['replaced']);
  });

  it('counts rows that come after their seal as late, beside the seal of the day of their arrival', async () => {
    const count = async () =>
      (
        await trinoQuery(
          String(standIns.trino),
          "select cast(coalesce(sum(items), 0) as bigint) from completeness where outcome = 'late' and day = '2015-05-19'",
          { schema: DATABASE },
        )
      ).rows[0]?.[0];
    expect(await count()).toBe(0);
    await s3.send(
      new PutObjectCommand({
        Bucket: 'arrivals',
        Key: 'arrivals/dt=2015-05-19/late.parquet',
        Body: arrivals[0]?.body,
      }),
    );
    const answer = await invoke({ through: DAYS.at(-1), byClock: false });
    expect(answer).toMatchObject({ done: true, days: [], abandoned: 0 });
    expect(answer.late).toBeGreaterThan(0);
    expect(await count()).toBe(answer.late);
    expect(await keysOf('arrivals', 'arrivals/')).toEqual([]);
  });

  it('writes words and counts in its log and nothing of a visitor', () => {
    const lines = seal.output.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(0);
    const words = lines.map((line) => (JSON.parse(line) as { message: Record<string, unknown> }).message);
    for (const word of words)
      expect(
        Object.keys(word).filter(
          (key) => !['warning', 'progress', 'count', 'waiting', 'code', 'problem'].includes(key),
        ),
      ).toEqual([]);
    expect(words).toContainEqual({ progress: 'sealed', count: 1 });
  });
});
