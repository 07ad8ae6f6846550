/**
 * The whole stream on AWS's stand-ins beside the local mode: the real log, posted to both, through the functions as the
 * app deploys them. `npm run aws:rehearsal` tells each step.
 */
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factColumns } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { StoredRelease } from '#core/disclosure/stored-release';
import { FACTS } from '#queries/facts/catalogue';
import { Firehose, type Sink } from '../../standins/firehose.ts';
import type { LambdaFunction } from '../../standins/lambda/runtime-api.ts';
import { startStandIns, type StandIns } from '../../standins/start.ts';
import { trinoQuery } from '../../standins/trino-query.ts';
import { Deployment } from './deployment.ts';
import { runLocally, type LocalRun } from './local-mode.ts';
import { requestsOfLog, type BrowserRequest } from './requests.ts';

const STAGE = 'rehearsal';
const CONFIG = {
  timeZone: 'Europe/Berlin', country: 'none',
  sites: [{
    id: 'semicomplete', hosts: ['www.semicomplete.com', 'semicomplete.com'], origins: ['https://semicomplete.com'], published: ['/', '/projects/*', '/blog/*'], goals: ['download'],
    topics: [{ name: 'xdotool', paths: ['/projects/xdotool/*'] }, { name: 'Blog', paths: ['/blog/*'] }], campaigns: ['spring'],
  }],
  aws: { stage: STAGE, region: 'eu-central-1' },
};
/** The log ends on the 20th (in Berlin on the 20th as well); day D is sealed from 03:00 of D+2 on. */
const THROUGH = '2015-05-21';
const SEALED_AT = Date.parse('2015-05-23T04:00:00Z');
const RELEASED_AT = Date.parse('2015-06-05T04:00:00Z');

const tell = (text: string) => { if (process.env['HEADCOUNT_REHEARSAL'] === 'tell') process.stdout.write(`${text}\n`); };

const requests = requestsOfLog();
let standIns: StandIns;
let deployed: Deployment;
let firehose: Firehose;
let local: LocalRun;
let clock = 0;
const logs: LambdaFunction[] = [];

beforeAll(async () => {
  standIns = await startStandIns({ athena: {}, dynamodb: true });
  deployed = await Deployment.make(standIns, CONFIG);
  firehose = new Firehose(() => clock);
  await firehose.start();
  tell(`${requests.length} requests made of the log; deployed from the synthesized templates onto moto, Trino, DynamoDB Local and two shims`);
  local = await runLocally({ folder: deployed.folder, config: CONFIG, requests, through: THROUGH, today: '2015-05-23' });
  tell(`local mode: ${local.statuses.filter((status) => status === 202).length} answered 202; ${rowsOf(local)} rows of facts`);
}, 900_000);
afterAll(async () => {
  await deployed?.stop();
  await firehose?.stop();
  await standIns?.stop();
});

const rowsOf = ({ tables }: LocalRun) => Object.values(tables).reduce((sum, rows) => sum + rows.length, 0);
const bucket = (name: 'Arrivals' | 'Facts') => deployed.name('AWS::S3::Bucket', `Lake${name}`);
const keys = async (name: 'Arrivals' | 'Facts', prefix: string) => ((await deployed.s3.send(new ListObjectsV2Command({ Bucket: bucket(name), Prefix: prefix }))).Contents ?? []).map((one) => String(one.Key));
const text = async (key: string) => String(await (await deployed.s3.send(new GetObjectCommand({ Bucket: bucket('Facts'), Key: key }))).Body?.transformToString());

function httpEvent({ ip, userAgent, body }: BrowserRequest): object {
  return {
    version: '2.0', routeKey: '$default', rawPath: '/v1/events', rawQueryString: '', headers: { 'content-type': 'text/plain;charset=UTF-8', 'user-agent': userAgent, 'x-forwarded-for': ip }, body, isBase64Encoded: false,
    requestContext: { http: { method: 'POST', path: '/v1/events', protocol: 'HTTP/1.1', sourceIp: ip, userAgent }, requestId: 'r', stage: '$default' },
  };
}

/** A function run again until it says that it is done. */
async function untilDone(run: LambdaFunction, event: object): Promise<Record<string, unknown>> {
  for (let times = 0; times < 20; times += 1) {
    const invoked = await run.invoke(event);
    if (!('result' in invoked)) throw new Error(`${JSON.stringify(invoked.error)}\n${run.output.slice(-2_000)}`);
    const answer = invoked.result as Record<string, unknown>;
    if (answer['done'] !== false) return answer;
  }
  throw new Error('it never was done');
}

describe('the stream on AWS beside the local mode', () => {
  it('answers each request of the log as the local mode does, through the real collector', async () => {
    for (const [day, salt] of local.salts) await deployed.dynamo.send(new PutItemCommand({ TableName: deployed.name('AWS::DynamoDB::Table', 'CollectSalts'), Item: { day: { S: day }, salt: { B: salt }, expires: { N: '4000000000' } } }));
    deployed.setClock(requests[0]?.time ?? 0);
    const collector = await deployed.start('answers visitors', { AWS_ENDPOINT_URL_FIREHOSE: firehose.url });
    logs.push(collector);
    const sink: Sink = { put: async (key, file) => { await deployed.s3.send(new PutObjectCommand({ Bucket: bucket('Arrivals'), Key: key, Body: readFileSync(file) })); } };
    const statuses: number[] = [];
    for (const [index, one] of requests.entries()) {
      clock = one.time;
      deployed.setClock(one.time);
      const invoked = await collector.invoke(httpEvent(one));
      statuses.push('result' in invoked ? (invoked.result as { readonly statusCode: number }).statusCode : 0);
      // A buffer is full now and then; its object lies in the partition of its oldest record.
      if (index % 700 === 699) await firehose.flush(sink);
    }
    await firehose.flush(sink);
    expect(local.statuses.every((status) => status === 202 || status === 400)).toBe(true);
    expect(statuses).toEqual(local.statuses);
    tell(`AWS: ${statuses.filter((status) => status === 202).length} answered 202; ${(await keys('Arrivals', 'arrivals/')).length} objects of arrivals`);
  });

  it('seals the days of the log and deletes the arrivals it counted', async () => {
    deployed.setClock(SEALED_AT);
    const seal = await deployed.start('seals every complete day');
    logs.push(seal);
    const answer = await untilDone(seal, { through: THROUGH, byClock: false });
    tell(`sealed: ${JSON.stringify(answer)}`);
    expect((answer['days'] as readonly unknown[]).length).toBeGreaterThan(0);
    expect(await keys('Arrivals', 'arrivals/')).toEqual([]);
    expect(await keys('Arrivals', 'scratch/')).toEqual([]);
  });

  it('shows readers the same facts as the local mode, row for row', async () => {
    for (const { name, columns } of [...FACTS.map((fact) => ({ name: fact.name, columns: factColumns(fact) })), { name: 'completeness', columns: COMPLETENESS }]) {
      const list = columns.map((column) => column.name);
      const { rows } = await trinoQuery(String(standIns.trino), `select ${list.join(', ')} from headcount_${STAGE}.${name}`, { catalog: 'awsdatacatalog', schema: `headcount_${STAGE}` });
      const sorted = (some: readonly unknown[]) => some.map((row) => JSON.stringify(row)).toSorted();
      expect(sorted(rows), name).toEqual(sorted(local.tables[name]?.map((row) => list.map((column) => row[column])) ?? []));
      tell(`${name}: ${rows.length} rows, equal`);
    }
  });

  it('draws the month once, with noise about the local mode\'s facts, and publishes its pages', async () => {
    deployed.setClock(RELEASED_AT);
    const release = await deployed.start('draws releases');
    logs.push(release);
    const answer = await untilDone(release, { by: 'operator', named: { period: '2015-05', level: 'month' } });
    tell(`released: ${JSON.stringify(answer['release'])}`);
    const drawn = await text('releases/period=2015-05/semicomplete.json');
    const month = JSON.parse(drawn) as StoredRelease;
    const total = month.tables.find((table) => table.name === 'total');
    for (const measure of total?.measures ?? []) {
      const exact = (local.tables['days'] ?? []).reduce((sum, row) => sum + Number(row[`${measure.name}_bounded`]), 0);
      expect(Math.abs((total?.cells[0]?.noisy[measure.name] ?? Number.NaN) - exact), measure.name).toBeLessThan(8 * Math.sqrt(measure.variance));
    }
    await untilDone(release, { by: 'operator', named: { period: '2015-05', level: 'month' } });
    expect(await text('releases/period=2015-05/semicomplete.json')).toBe(drawn);
    const report = await deployed.start('writes the pages');
    logs.push(report);
    await untilDone(report, { month: '2015-05' });
    const pages = await keys('Facts', 'reports/');
    for (const ending of ['html', 'json', 'csv', 'parquet']) expect(pages.some((key) => key === `reports/2015-05/semicomplete.${ending}`), `${ending} in ${pages.join(' ')}`).toBe(true);
    tell(`published: ${pages.join(' ')}`);
  });

  it('wrote nothing of a visitor into any log', () => {
    const output = logs.map((one) => one.output).join('\n');
    for (const { ip, userAgent } of requests) {
      expect(output.includes(ip)).toBe(false);
      expect(userAgent.length > 12 && output.includes(userAgent)).toBe(false);
    }
  });
});
