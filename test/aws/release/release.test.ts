/**
 * The built bundles of release and report under AWS's runtime client, with Trino in place of Athena on moto's Glue and
 * S3, and DynamoDB Local: the real log's month is released, settled and published as in the local mode.
 */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GlueClient } from '@aws-sdk/client-glue';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { RELEASES, releaseRows } from '#core/disclosure/release-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { PublishOutcome } from '#core/release/publish-months';
import { factColumns } from '#core/facts/columns';
import { SEALS } from '#core/facts/lake-columns';
import { FACTS } from '#queries/facts/catalogue';
import { ENV } from '#runtime/aws/env';
import { Catalogue } from '#runtime/aws/lake/catalogue';
import { Objects } from '#runtime/aws/lake/objects';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import type { ReleaseAnswer } from '#runtime/aws/release/release-event';
import { dataDir } from '#runtime/local/data-dir';
import { openLake, openSeals } from '#runtime/local/lake/open-lake';
import { releaseParquet } from '#runtime/node/publish/release-parquet';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS } from '#core/event/fields';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import { unsealedFactSql } from '#core/seal/unsealed-sql';
import { SCRATCH } from '#queries/seal/scratch';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { loadSql } from '#runtime/node/package-root';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { withoutPropsTies } from '../../support/without-props-ties.ts';
import { factsOf } from '../../support/facts-of.ts';
import { createTables } from '../../standins/glue-tables.ts';
import { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { tablesOfSchema } from '../../standins/schema-tables.ts';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { trinoQuery } from '../../standins/trino-query.ts';
import { Place, ROOT } from '../../support/program.ts';

const CONFIG = {
  sites: [
    {
      id: 'demo',
      hosts: ['semicomplete.com', 'www.semicomplete.com'],
      published: ['/', '/projects/xdotool/'],
    },
  ],
  timeZone: 'Europe/Berlin',
};
const PERIODS = ['2015-05-17', '2015-05-18', '2015-05-19', '2015-05-20', '2015-05'];
const DATABASE = 'headcount_test';
const SDK = { region: FAKE_AWS.AWS_REGION, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };

const place = new Place(CONFIG);
const data = dataDir(place.data);
const functions = new Map<string, LambdaFunction>();
const folders: string[] = [];
let [standIns, dynamo, facts, arrivals]: [StandIns, DynamoDBClient, Objects, Objects] = [] as never;

beforeAll(async () => {
  standIns = await startStandIns({
    athena: { workGroups: { pipeline: 's3://arrivals/results' } },
    dynamodb: true,
  });
  const s3 = new S3Client({ ...SDK, endpoint: standIns.aws, forcePathStyle: true });
  for (const Bucket of ['arrivals', 'facts'])
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        CreateBucketConfiguration: { LocationConstraint: FAKE_AWS.AWS_REGION },
      }),
    );
  [facts, arrivals] = [new Objects(s3, 'facts'), new Objects(s3, 'arrivals')];
  const glue = new GlueClient({ ...SDK, endpoint: standIns.aws });
  await createTables(
    glue,
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
  for (const words of [['import', join(ROOT, 'test/data/apache_access_2015.log.gz')], ['seal']]) {
    const ran = await place.run(words);
    expect(ran.status, ran.stderr).toBe(0);
  }
  const catalogue = new Catalogue(glue);
  for (const { name } of FACTS) {
    for (const folder of readdirSync(join(data.facts, name))) {
      await facts.put(
        `facts/${name}/${folder}/first/0/part.parquet`,
        readFileSync(join(data.facts, name, folder, 'part.parquet')),
      );
      await catalogue.pointPartition(
        `${DATABASE}_store`,
        name,
        folder.slice('period='.length),
        facts.uri(`facts/${name}/${folder}/first/0/`),
      );
    }
  }
  const db = await openSeals(data);
  const seals = await db.rows(
    `select ${SEALS.map((column) => column.name).join(', ')} from seals order by period, site`,
  );
  db.close();
  await facts.put(
    SEALS_KEY,
    seals.map((row) => `${JSON.stringify({ ...row, breakdowns: true })}\n`).join(''),
  );
  for (const list of readdirSync(join(data.seals, 'vocabularies')))
    await facts.put(`vocabularies/${list}`, readFileSync(join(data.seals, 'vocabularies', list)));
  for (const name of ['release', 'report']) {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-aws-'));
    folders.push(folder);
    cpSync(join(ROOT, 'dist/lambdas', name), folder, { recursive: true });
    writeFileSync(join(folder, 'headcount.json'), JSON.stringify(parseConfig(JSON.stringify(CONFIG))));
    functions.set(
      name,
      await new LambdaFunction({
        root: folder,
        timeout: 900_000,
        env: {
          ...standIns.env,
          [ENV.stateTable]: 'state',
          [ENV.arrivalsBucket]: 'arrivals',
          [ENV.factsBucket]: 'facts',
          [ENV.workGroup]: 'pipeline',
          [ENV.database]: DATABASE,
          [ENV.storeDatabase]: `${DATABASE}_store`,
          [ENV.scratchDatabase]: `${DATABASE}_scratch`,
        },
      }).start(),
    );
  }
});
afterAll(async () => {
  for (const one of functions.values()) await one.stop();
  await standIns?.stop();
  place.dispose();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function invoke<A>(name: string, event: object): Promise<A> {
  const invoked = await (functions.get(name) as LambdaFunction).invoke(event);
  if ('error' in invoked) throw new Error(`${JSON.stringify(invoked.error)}\n${functions.get(name)?.output}`);
  return invoked.result as A;
}
const stored = async (period: string) =>
  JSON.parse((await facts.text(`releases/period=${period}/demo.json`)) ?? 'null') as StoredRelease;
const sorted = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();

describe("the real log's month, by the built functions", () => {
  it('is drawn once, booked, and shown to analysts as it is stored', async () => {
    const first = await invoke<ReleaseAnswer>('release', { by: 'operator', does: 'release' });
    expect(first).toMatchObject({
      done: true,
      release: { drawn: PERIODS.map((period) => ({ site: 'demo', period })), refused: [], empty: [] },
    });
    expect(await invoke<ReleaseAnswer>('release', { by: 'operator', does: 'release' })).toMatchObject({
      done: true,
      release: { drawn: [] },
    });
    expect((await facts.list('releases/ledger/')).map(({ key }) => key)).toHaveLength(PERIODS.length);
    const releases = await Promise.all(PERIODS.map(stored));
    const names = RELEASES.map((column) => column.name);
    const shown = await trinoQuery(String(standIns.trino), `select ${names.join(', ')} from releases`, {
      schema: DATABASE,
    });
    expect(sorted(shown.rows)).toEqual(
      sorted(
        releases.flatMap((release) =>
          releaseRows(release).map((row) => names.map((name) => row[name] ?? null)),
        ),
      ),
    );
  });

  it('is settled row for row as the local mode settles it by the same releases, and leaves no scratch', async () => {
    for (const period of PERIODS) {
      const file = join(data.releases, `period=${period}`, 'demo.json');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify(await stored(period)));
      writeFileSync(join(dirname(file), 'demo.parquet'), releaseParquet(await stored(period)));
      mkdirSync(join(data.releases, 'ledger'), { recursive: true });
      writeFileSync(
        join(data.releases, 'ledger', `${period}.demo.json`),
        (await facts.text(`releases/ledger/${period}.demo.json`)) ?? '',
      );
    }
    const locally = await place.run(['settle', '--json']);
    expect(locally.status, locally.stderr).toBe(0);
    const { settle } = await invoke<ReleaseAnswer>('release', { by: 'operator', does: 'settle' });
    expect(settle).toMatchObject({
      done: true,
      released: 1,
      settled: (JSON.parse(locally.stdout) as { settled: unknown[] }).settled,
    });
    expect(settle?.settled[0]?.folded['pages']).toBeGreaterThan(10);
    const lake = await openLake(data, parseConfig(JSON.stringify(CONFIG)), FACTS);
    try {
      for (const fact of FACTS) {
        const list = factColumns(fact).map((column) => column.name);
        const theirs = await trinoQuery(
          String(standIns.trino),
          `select ${list.join(', ')} from ${fact.name}`,
          { schema: DATABASE },
        );
        const ours = (await lake.rows(`select ${list.join(', ')} from ${fact.name}`)).map((row) =>
          list.map((name) => row[name]),
        );
        expect(theirs.rows.length, fact.name).toBeGreaterThan(0);
        expect(sorted(theirs.rows), fact.name).toEqual(sorted(ours));
      }
    } finally {
      lake.close();
    }
    expect(await arrivals.list('scratch/')).toEqual([]);
    const record = (await dynamo.send(new ScanCommand({ TableName: 'state' }))).Items ?? [];
    expect([...new Set(record.map((item) => item['run']?.S))].toSorted()).toEqual(['replaced', 'settled']);
    expect(await invoke<ReleaseAnswer>('release', { by: 'operator', does: 'settle' })).toMatchObject({
      done: true,
      settle: { settled: [] },
    });
  });

  it('counts the day under way by one query a fact, as a seal would', async () => {
    const rows = withoutPropsTies(
      randomArrivals({
        sites: ['demo'],
        days: ['2026-03-18', '2026-03-19'],
        visitors: 60,
        random: seeded(3),
      }),
    );
    const expected = await factsOf(rows, place.folder);
    const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch: join(place.folder, 'spill') });
    const parquet = join(place.folder, 'arrivals.parquet');
    await db.run(
      `copy (select * from read_json('${join(place.folder, 'rows.jsonl')}', format = 'newline_delimited', columns = {${FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ')}})) to '${parquet}' (format parquet)`,
    );
    db.close();
    await arrivals.put('arrivals/dt=2026-03-19/a.parquet', readFileSync(parquet));
    const asked = { loadSql, store: `${DATABASE}_store`, first: '2026-03-19', last: '2026-03-19' };
    const counting = {
      bounds: DEFAULT_BOUNDS,
      siteDays: [...new Set(rows.map((row) => `${row.site} ${row.day}`))].map((key) => ({
        site: key.split(' ')[0] ?? '',
        day: key.split(' ')[1] ?? '',
        worthCents: 100_000,
      })),
      visitorDays:
        SCRATCH.find((table) => table.name === 'visitor_days')?.columns.map((column) => column.name) ?? [],
    };
    for (const fact of FACTS) {
      const { text, parameters } = unsealedFactSql(asked, counting, `facts/${fact.name}/fact.sql`);
      const { columns, rows: theirs } = await trinoQuery(String(standIns.trino), text, {
        schema: `${DATABASE}_scratch`,
        parameters: parameters.map((value) => `'${value}'`),
      });
      expect(sorted(theirs), fact.name).toEqual(
        sorted((expected[fact.name] ?? []).map((row) => columns.map((column) => row[column.name]))),
      );
    }
  });

  it('is published byte for byte as the local mode publishes the same releases', async () => {
    expect(await invoke<PublishOutcome>('report', {})).toEqual({ done: true, pages: ['2015-05/demo.html'] });
    const locally = await place.run(['release', '--month', '2015-05']);
    expect(locally.status, locally.stderr).toBe(0);
    for (const name of ['2015-05/demo.html', '2015-05/demo.json', '2015-05/demo.csv', 'index.html'])
      expect(await facts.text(`reports/${name}`), name).toBe(readFileSync(join(data.reports, name), 'utf8'));
    expect((await facts.list('reports/')).map(({ key }) => key)).toContain('reports/2015-05/demo.parquet');
  });
});
