/**
 * The whole stream on stand-ins for AWS beside the local mode: the real log, posted to both, through the functions as
 * the app deploys them, and by the commands that an operator and an analyst type. `npm run aws:rehearsal` prints each
 * step.
 */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { FACTS } from '#queries/facts/catalogue';
import { Firehose } from '../../standins/firehose.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { trinoQuery } from '../../standins/trino-query.ts';
import { Deployment } from './deployment.ts';
import { FrontDoor } from './front-door.ts';
import { Operator } from './operator.ts';
import { runLocally, type LocalRun } from './local-mode.ts';
import { requestsOfLog, type BrowserRequest } from './requests.ts';

const STAGE = 'rehearsal';
const CONFIG = {
  timeZone: 'Europe/Berlin',
  country: 'none',
  sites: [
    {
      id: 'semicomplete',
      hosts: ['www.semicomplete.com', 'semicomplete.com'],
      origins: ['https://semicomplete.com'],
      published: ['/', '/projects/*', '/blog/*'],
      goals: ['download'],
      topics: [
        { name: 'xdotool', paths: ['/projects/xdotool/*'] },
        { name: 'Blog', paths: ['/blog/*'] },
      ],
      campaigns: ['spring'],
    },
  ],
  aws: { stage: STAGE, region: 'eu-central-1' },
};
/** The log ends on the 20th (in Berlin on the 20th as well); day D is sealed from 03:00 of D+2 on. */
const THROUGH = '2015-05-21';
const SEALED_AT = Date.parse('2015-05-23T04:00:00Z');
const RELEASED_AT = Date.parse('2015-06-05T04:00:00Z');

const tell = (text: string) => {
  if (process.env['HEADCOUNT_REHEARSAL'] === 'tell') process.stdout.write(`${text}\n`);
};

const requests = requestsOfLog();
let standIns: StandIns;
let deployed: Deployment;
let firehose: Firehose;
let local: LocalRun;
let clock = 0;
let door: FrontDoor;
let operator: Operator;

beforeAll(async () => {
  standIns = await startStandIns({ athena: {}, dynamodb: true });
  deployed = await Deployment.make(standIns, CONFIG);
  firehose = new Firehose(() => clock);
  await firehose.start();
  door = await new FrontDoor({ collector, named: (name) => deployed.named(name) }).open();
  operator = new Operator({
    folder: deployed.folder,
    env: { ...deployed.env, AWS_ENDPOINT_URL_LAMBDA: door.url },
    outputs: deployed.writeOutputs(door.url),
    tell,
  });
  tell(
    `${requests.length} requests made of the log; deployed from the synthesized templates onto moto, Trino, DynamoDB Local and two shims`,
  );
  local = await runLocally({
    folder: deployed.folder,
    config: CONFIG,
    requests,
    through: THROUGH,
    today: '2015-05-23',
  });
  tell(
    `local mode: ${local.statuses.filter((status) => status === 202).length} answered 202; ${rowsOf(local)} rows of facts`,
  );
}, 900_000);
afterAll(async () => {
  door?.close();
  await deployed?.stop();
  await firehose?.stop();
  await standIns?.stop();
});

const rowsOf = ({ tables }: LocalRun) => Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);
const bucket = (name: 'Arrivals' | 'Facts') => deployed.name('AWS::S3::Bucket', `Lake${name}`);
const keys = async (name: 'Arrivals' | 'Facts', prefix: string) =>
  (
    (await deployed.s3.send(new ListObjectsV2Command({ Bucket: bucket(name), Prefix: prefix }))).Contents ??
    []
  ).map((one) => String(one.Key));
const text = async (key: string) =>
  String(
    await (
      await deployed.s3.send(new GetObjectCommand({ Bucket: bucket('Facts'), Key: key }))
    ).Body?.transformToString(),
  );

const collector = () => deployed.start('answers visitors', { AWS_ENDPOINT_URL_FIREHOSE: firehose.url });
const deliver = () =>
  firehose.flush({
    put: async (key, file) => {
      await deployed.s3.send(
        new PutObjectCommand({ Bucket: bucket('Arrivals'), Key: key, Body: readFileSync(file) }),
      );
    },
  });

function httpEvent({ ip, userAgent, body }: BrowserRequest): object {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: '/v1/events',
    rawQueryString: '',
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': userAgent, 'x-forwarded-for': ip },
    body,
    isBase64Encoded: false,
    requestContext: {
      http: { method: 'POST', path: '/v1/events', protocol: 'HTTP/1.1', sourceIp: ip, userAgent },
      requestId: 'r',
      stage: '$default',
    },
  };
}

describe('the stream on AWS beside the local mode', () => {
  it('answers each request of the log as the local mode does, through the real collector', async () => {
    for (const [day, salt] of local.salts)
      await deployed.dynamo.send(
        new PutItemCommand({
          TableName: deployed.name('AWS::DynamoDB::Table', 'CollectSalts'),
          Item: { day: { S: day }, salt: { B: salt }, expires: { N: '4000000000' } },
        }),
      );
    deployed.setClock(requests[0]?.time ?? 0);
    const answering = await collector();
    const statuses: number[] = [];
    for (const [index, one] of requests.entries()) {
      clock = one.time;
      deployed.setClock(one.time);
      const invoked = await answering.invoke(httpEvent(one));
      statuses.push('result' in invoked ? (invoked.result as { readonly statusCode: number }).statusCode : 0);
      // A buffer is full now and then; its object lies in the partition of its oldest record.
      if (index % 700 === 699) await deliver();
    }
    await deliver();
    expect(local.statuses.every((status) => status === 202 || status === 400)).toBe(true);
    expect(statuses).toEqual(local.statuses);
    tell(
      `AWS: ${statuses.filter((status) => status === 202).length} answered 202; ${(await keys('Arrivals', 'arrivals/')).length} objects of arrivals`,
    );
  });

  it('shows the operator the unsealed days by their counts', async () => {
    deployed.setClock(SEALED_AT);
    const { live } = JSON.parse(await operator.onAws(['live', '--json'])) as {
      live: {
        visitors: number;
        sites: readonly { received: number; books: Readonly<Record<string, number>> }[];
      };
    };
    const waiting = JSON.parse(await operator.onAws(['status', '--json'])) as { waiting: number };
    const received = local.tables['completeness']?.reduce((sum, row) => sum + Number(row['items']), 0) ?? 0;
    expect(live.visitors).toBe(local.tables['days']?.reduce((sum, row) => sum + Number(row['visitors']), 0));
    expect(live.sites.reduce((sum, site) => sum + site.received, 0)).toBe(received);
    expect(waiting.waiting).toBe(Math.floor(received / 100) * 100);
  });

  it('seals the days of the log and deletes the arrivals it counted', async () => {
    const { days } = JSON.parse(await operator.onAws(['seal', '--through', THROUGH, '--json'])) as {
      days: readonly { readonly received: number }[];
    };
    expect(days.reduce((sum, day) => sum + day.received, 0)).toBe(
      local.tables['completeness']?.reduce((sum, row) => sum + Number(row['items']), 0),
    );
    expect(await keys('Arrivals', 'arrivals/')).toEqual([]);
    // The operator's snapshot consists of counts, which disappear with the scratch of their days.
    expect((await keys('Arrivals', 'scratch/')).filter((key) => key !== 'scratch/live/live.json')).toEqual(
      [],
    );
  });

  it('shows readers the same facts as the local mode, row for row', async () => {
    for (const { name, columns } of [
      ...FACTS.map((fact) => ({ name: fact.name, columns: factColumns(fact) })),
      { name: 'completeness', columns: COMPLETENESS },
    ]) {
      const list = columns.map((column) => column.name);
      const { rows } = await trinoQuery(
        String(standIns.trino),
        `select ${list.join(', ')} from headcount_${STAGE}.${name}`,
        { catalog: 'awsdatacatalog', schema: `headcount_${STAGE}` },
      );
      const sorted = (some: readonly unknown[]) => some.map((row) => JSON.stringify(row)).toSorted();
      expect(sorted(rows), name).toEqual(
        sorted(local.tables[name]?.map((row) => list.map((column) => row[column])) ?? []),
      );
      tell(`${name}: ${rows.length} rows, equal`);
    }
  });

  it('gives every inside report, a query of an analyst and the state as the local mode does', async () => {
    for (const words of [
      ['report', '--inside', '--period', '2015-05', '--json'],
      [
        'report',
        'content',
        '--inside',
        '--from',
        '2015-05-18',
        '--to',
        '2015-05-19',
        '--compare',
        'previous',
        '--json',
      ],
      [
        'query',
        'select weekday, sum(visitors) as visitors, sum(page_views) as page_views from days join calendar using (day) group by weekday order by weekday',
        '--format',
        'json',
      ],
      [
        'query',
        "select outcome, sum(items) as items from completeness where day between '2015-05-01' and '2015-05-31' group by outcome order by outcome",
        '--format',
        'json',
      ],
    ]) {
      const [aws, here] = await operator.both(words);
      expect(aws, words.join(' ')).toEqual(here);
    }
    const [aws, here] = await operator.both(['status', '--json']);
    // Damaged files can only be identified where the files are.
    expect(aws).toEqual({ ...here, salts: null, held: undefined });
  });

  it("draws the month once, with noise about the local mode's facts, and publishes its pages", async () => {
    deployed.setClock(RELEASED_AT);
    await operator.onAws(['release', '--month', '2015-05', '--json']);
    const drawn = await text('releases/period=2015-05/semicomplete.json');
    const month = JSON.parse(drawn) as StoredRelease;
    const total = month.tables.find((table) => table.name === 'total');
    for (const measure of total?.measures ?? []) {
      const exact = (local.tables['days'] ?? []).reduce(
        (sum, row) => sum + Number(row[`${measure.name}_bounded`]),
        0,
      );
      expect(
        Math.abs((total?.cells[0]?.noisy[measure.name] ?? Number.NaN) - exact),
        measure.name,
      ).toBeLessThan(8 * Math.sqrt(measure.variance));
    }
    await operator.onAws(['release', '--month', '2015-05', '--json']);
    expect(await text('releases/period=2015-05/semicomplete.json')).toBe(drawn);
    const pages = await keys('Facts', 'reports/');
    for (const ending of ['html', 'json', 'csv', 'parquet'])
      expect(
        pages.some((key) => key === `reports/2015-05/semicomplete.${ending}`),
        `${ending} in ${pages.join(' ')}`,
      ).toBe(true);
    tell(`published: ${pages.join(' ')}`);
  });

  it('reports what was drawn, settles the month, and has booked what it cost', async () => {
    const report = JSON.parse(
      await operator.onAws(['report', 'audience', '--period', '2015-05', '--json']),
    ) as { inside: boolean; tables: readonly { name: string; rows: readonly unknown[] }[] };
    expect(report.inside).toBe(false);
    expect(report.tables.find((table) => table.name === 'total')?.rows).toHaveLength(1);
    const { days } = JSON.parse(await operator.onAws(['budget', '--json'])) as {
      days: readonly { readonly day: string; readonly spent: number }[];
    };
    expect(days.map(({ day }) => day)).toEqual(local.tables['days']?.map((row) => row['day']).toSorted());
    await operator.onAws(['settle', '--month', '2015-05']);
    const [aws, here] = await operator.both([
      'report',
      'audience',
      '--inside',
      '--period',
      '2015-05',
      '--json',
    ]);
    expect(aws.tables).toEqual(here.tables);
  });

  it('is found well by a check from outside, whose event waits for the seal of its day', async () => {
    clock = RELEASED_AT;
    const told = JSON.parse(await operator.onAws(['check', '--json'])) as { url: string; script_tag: string };
    expect(told).toMatchObject({
      url: door.url,
      script_tag: expect.stringContaining('data-site="semicomplete"'),
    });
    await deliver();
    expect(await keys('Arrivals', 'arrivals/dt=2015-06-05/')).toHaveLength(1);
  });

  it('wrote nothing of a visitor into any log', async () => {
    const output = await deployed.logs();
    for (const { ip, userAgent } of requests) {
      expect(output.includes(ip)).toBe(false);
      expect(userAgent.length > 12 && output.includes(userAgent)).toBe(false);
    }
  });
});
