/**
 * `register restore --target aws` on DynamoDB Local: a restored table is copied into that of the stack with what was
 * given up since. Recovery to a point in time, which DynamoDB Local lacks, is a copy of the table.
 */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { passGate } from '#core/register/gate';
import { registerKeys } from '#runtime/node/register/register-keys';
import { writeAll } from '../../../bin/operator/aws/register/table-items.ts';
import { registered, TERMS } from '../../core/register/registered.ts';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { startEndpoints, type Endpoints } from '../../support/aws/endpoints.ts';
import { REGISTER_AWS, REGISTER_MAIL, REGISTER_STACK } from '../../support/aws/staff-function.ts';
import { RegisterPlace } from '../../support/register-place.ts';
import { runWarm, type Ran } from '../../support/warm-program.ts';
import { RegisterTable } from './register-table.ts';

const HASH_KEY = Buffer.alloc(32, 7);
const { keyOf } = registerKeys(HASH_KEY, Buffer.alloc(32));
const NOW = Date.parse('2027-01-02T10:00:00Z');
const LATER = '2027-01-02T09:00:00.000Z';
const GIVEN = { information: 'given', 'market-research': 'given' } as const;
const FUNCTIONS = ['staff-fn', 'pages-fn', 'mail-fn', 'sweep-fn'];

const withdrawn = (ref: string): RegisterEvent => ({
  event: 'withdrawn',
  at: LATER,
  ref,
  scope: 'information',
  channel: 'link',
  received: LATER,
  by: 'person',
});
const erased = (ref: string, submission: string): readonly RegisterEvent[] => [
  { event: 'erased', at: LATER, ref, submission, cause: 'request' },
  { event: 'suppressed', at: LATER, hash: keyOf(`${ref}@canary.example`) ?? '', cause: 'erased' },
];
const offered = (ref: string): RegisterEvent => ({
  event: 'sending',
  at: LATER,
  ref,
  messageId: `<${ref}-1@instruments.example>`,
  purpose: 'information',
  mailing: 'spring',
  mail: `${ref}-1`,
  items: ['microscope-m2'],
});
const person = (ref: string) => registered(`s-${ref}`, ref, GIVEN, { email: `${ref}@canary.example` });

let standIns: StandIns;
let dynamo: DynamoDBClient;
beforeAll(async () => {
  standIns = await startStandIns({ dynamodb: true });
  dynamo = new DynamoDBClient({
    region: FAKE_AWS.AWS_REGION,
    credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    endpoint: String(standIns.dynamodb),
  });
});
afterAll(() => standIns.stop());

let aws: Endpoints;
let place: RegisterPlace;
let copies: string;
/** The table that was lost, the restored one of the day before, and the empty one of the stack. */
let lost: RegisterTable;
let backup: RegisterTable;
let stack: RegisterTable;
beforeEach(async () => {
  aws = await startEndpoints();
  place = new RegisterPlace();
  place.configure({ aws: REGISTER_AWS, mail: REGISTER_MAIL });
  copies = mkdtempSync(join(tmpdir(), 'headcount-given-up-'));
  lost = await newTable();
  backup = await newTable();
  stack = await newTable();
  aws.stacks.set('Headcount-test-Register', { ...REGISTER_STACK, RegisterTable: stack.name });
  aws.settings.set('GetSecretValue', { SecretString: HASH_KEY.toString('hex') });
  for (const name of FUNCTIONS) stop(name);

  const log = lost.log(keyOf);
  for (const ref of ['ada', 'bo', 'cy', 'eve']) await log.append(person(ref));
  await log.append([withdrawn('eve')]);
  await recover();
  await log.append(erased('ada', 's-ada'));
  await log.append([withdrawn('bo')]);
  await log.append([offered('cy')]);
  await log.append(person('dee'));
  await log.append(erased('dee', 's-dee'));
  keep(lost.givenUp);
});
afterEach(async () => {
  place.dispose();
  rmSync(copies, { recursive: true });
  await aws.close();
  await Promise.all([lost, backup, stack].map((table) => table.drop()));
});

const newTable = () => RegisterTable.create(String(standIns.dynamodb));
const stop = (name: string) =>
  aws.settings.set(`/2019-09-30/functions/${name}/concurrency`, { ReservedConcurrentExecutions: 0 });
/** Point-in-time recovery makes another table. */
const recover = (to = backup) =>
  writeAll(dynamo, { from: lost.name, to: to.name, keysOnly: false }, (item) => ({
    PutRequest: { Item: { ...item } },
  }));
/** Keeps the lines as functions do, an object for each. */
function keep(lines: readonly string[]): void {
  for (const [at, line] of lines.entries())
    aws.objects.set(`register-bucket/given-up/2027-01-02/0900${at}-x.jsonl`, `${line}\n`);
}
function restore(...words: readonly string[]): Promise<Ran> {
  const { AWS_PROFILE: _profile, ...rest } = process.env;
  const env = { ...rest, HOME: place.folder, ...aws.env, AWS_ENDPOINT_URL_DYNAMODB: standIns.dynamodb };
  return runWarm(['register', 'restore', '--target', 'aws', ...words], { cwd: place.folder, env });
}
const restoreAll = (...words: readonly string[]) =>
  restore(backup.name, '--given-up', 's3://register-bucket/given-up/', ...words);
const line = ({ status, stderr }: Ran) => [status, stderr.trim().split('\n').length, stderr] as const;
/** Refs and addresses of those whose permission stands in a table. */
async function standing(table: RegisterTable, purpose: string): Promise<readonly string[]> {
  const context = { log: table.log(keyOf), terms: TERMS, now: () => NOW };
  const { people } = await passGate({ purpose, reader: 'test', reason: 'after a restore' }, context);
  return people.map(({ ref, submissions }) => `${ref} ${submissions[0]?.fields['email']}`).toSorted();
}

describe('a restored table', () => {
  it('is copied with what was given up since, and holds nothing of whoever was erased', async () => {
    const ran = await restoreAll('--json');
    expect([ran.status, ran.stderr.split('\n').slice(0, -1)]).toEqual([
      0,
      [
        `6 lines of what was given up or offered since are replayed in ${backup.name}`,
        expect.stringMatching(/^\d+ items are copied to register-/),
      ],
    ]);
    // Four people with three events each and a withdrawal, and six lines.
    expect(JSON.parse(ran.stdout)).toEqual({ events: 19, replayed: 6 });
    const { people } = await stack.log(keyOf).read(['cy']);
    expect([...(people.get('cy')?.informed ?? [])], 'it was offered').toEqual(['microscope-m2']);
    expect(await standing(stack, 'information')).toEqual(['cy cy@canary.example']);
    expect(await standing(stack, 'market-research')).toEqual([
      'bo bo@canary.example',
      'cy cy@canary.example',
      'eve eve@canary.example',
    ]);
    const { suppressed } = await stack.log(keyOf).read([keyOf('ada@canary.example') ?? '']);
    expect(suppressed.size).toBe(1);
    for (const table of [stack, backup]) expect(await table.bodies()).not.toMatch(/ada@|dee@/);
  });

  it('is copied the same again after an interruption, and with lines of a copy on this machine', async () => {
    mkdirSync(join(copies, '2027-01-02'));
    writeFileSync(join(copies, '2027-01-02', 'all.jsonl'), lost.givenUp.map((one) => `${one}\n`).join(''));
    // It was cut off when a part was copied.
    await dynamo.send(
      new PutItemCommand({
        TableName: stack.name,
        Item: { pk: { S: 'X#restore' }, sk: { S: 'H' }, backup: { S: backup.name } },
      }),
    );
    let count = 0;
    await writeAll(dynamo, { from: backup.name, to: stack.name, keysOnly: false }, (item) =>
      ++count % 2 === 0 ? { PutRequest: { Item: { ...item } } } : undefined,
    );
    const ran = await restore(backup.name, '--given-up', copies, '--json');
    expect([ran.status, JSON.parse(ran.stdout || '{}')], ran.stderr).toEqual([
      0,
      { events: 19, replayed: 6 },
    ]);
    expect(await standing(stack, 'information')).toEqual(['cy cy@canary.example']);
    expect(await stack.items().get([{ pk: 'X#restore', sk: 'H' }])).toEqual([undefined]);
  });

  it('replaces what the table of the stack holds where this is asked for', async () => {
    await stack.log(keyOf).append(person('zoe'));
    const refused = await restoreAll();
    expect(line(refused)).toEqual([
      1,
      1,
      expect.stringContaining('holds people already: --replace deletes what'),
    ]);
    expect(await standing(stack, 'information')).toEqual(['zoe zoe@canary.example']);
    expect((await restoreAll('--replace')).status).toBe(0);
    expect(await standing(stack, 'information')).toEqual(['cy cy@canary.example']);
    expect(await stack.bodies()).not.toContain('zoe');
  });
});

describe('a restore on AWS', () => {
  it('is refused, with 2, without lines and with lines that lack some of the backup', async () => {
    expect(line(await restore(backup.name, '--given-up', 's3://register-bucket/nothing/'))).toEqual([
      2,
      1,
      expect.stringContaining('no line of what was given up is in --given-up'),
    ]);
    expect(line(await restore(backup.name, '--given-up', join(copies, 'none')))[0]).toBe(2);
    aws.objects.delete('register-bucket/given-up/2027-01-02/09000-x.jsonl');
    expect(line(await restoreAll())).toEqual([
      2,
      1,
      expect.stringContaining('lack some that the backup itself holds: name the latest ones'),
    ]);
    expect(line(await restore(stack.name, '--given-up', 's3://register-bucket/given-up/'))).toEqual([
      2,
      1,
      expect.stringContaining('this is the table of the stack itself'),
    ]);
    expect(await stack.bodies()).toBe('');
  });

  it('is refused while functions run, and for a table that is not there', async () => {
    aws.settings.set('/2019-09-30/functions/mail-fn/concurrency', { ReservedConcurrentExecutions: 1 });
    aws.settings.set('/2019-09-30/functions/pages-fn/concurrency', {});
    expect(line(await restoreAll())).toEqual([
      1,
      1,
      expect.stringMatching(/run it again: pages-fn, mail-fn\n$/),
    ]);
    expect(line(await restore('no-such-table', '--given-up', copies))).toEqual([
      1,
      1,
      expect.stringContaining('there is no table of that name in eu-central-1'),
    ]);
  });

  it('names a line that cannot be read by its place alone', async () => {
    aws.objects.set(
      'register-bucket/given-up/2027-01-02/1-x.jsonl',
      `${lost.givenUp[0]}\n{"event":"erased","ref":"c`,
    );
    expect(line(await restoreAll())).toEqual([
      1,
      1,
      'headcount: given-up/2027-01-02/1-x.jsonl: line 2 is no JSON: copy the file again\n',
    ]);
  });

  it('that was begun with another table has to be finished with that one', async () => {
    const other = await newTable();
    await recover(other);
    await dynamo.send(
      new PutItemCommand({
        TableName: stack.name,
        Item: { pk: { S: 'X#restore' }, sk: { S: 'H' }, backup: { S: other.name } },
      }),
    );
    expect(line(await restoreAll())).toEqual([
      1,
      1,
      expect.stringContaining(`an earlier restore of ${other.name} did not finish`),
    ]);
    await other.drop();
  });
});
