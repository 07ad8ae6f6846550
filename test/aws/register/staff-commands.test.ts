/**
 * Commands of staff from end to end: the built program, the functions' own code, the log on DynamoDB Local; S3, SES and
 * Lambda are endpoints on loopback.
 */
import { symlinkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerMail } from '#runtime/aws/register/answer-mail';
import { answerStaff } from '#runtime/aws/register/answer-staff';
import { REGISTER_ENV } from '#runtime/aws/register/env';
import { openOnce } from '#runtime/aws/register/open-once';
import { openRegister } from '#runtime/aws/register/open-register';
import { systemParts } from '#runtime/aws/register/system-parts';
import { SesMailDoor } from '#runtime/aws/register/ses-mail-door';
import { FAKE_AWS, startStandIns, type StandIns } from '../../standins/start.ts';
import { startEndpoints, type Endpoints } from '../../support/aws/endpoints.ts';
import { REGISTER_AWS, REGISTER_MAIL, REGISTER_STACK } from '../../support/aws/staff-function.ts';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';
import { runWarm } from '../../support/warm-program.ts';
import { RegisterTable } from './register-table.ts';

const ADA = 'ada@canary.example';
const INFORMATION = ['--purpose', 'information', '--reason', 'spring'];

let standIns: StandIns;
let aws: Endpoints;
let place: RegisterPlace;
let table: RegisterTable;
let bundle: string;
beforeAll(async () => {
  standIns = await startStandIns({ dynamodb: true });
  aws = await startEndpoints();
  place = new RegisterPlace();
  place.configure({ aws: REGISTER_AWS, mail: REGISTER_MAIL });
  place.writeCatalogue();
  // A bundle has the configuration in a folder beside it.
  bundle = mkdtempSync(join(tmpdir(), 'headcount-bundle-'));
  symlinkSync(place.folder, join(bundle, 'register'));
  table = await RegisterTable.create(String(standIns.dynamodb));
  aws.stacks.set('Headcount-test-Register', { ...REGISTER_STACK, RegisterTable: table.name });
  aws.settings.set('GetSecretValue', { SecretString: '07'.repeat(32) });
  aws.settings.set('/v2/email/outbound-emails', { MessageId: 'taken' });
  Object.assign(process.env, FAKE_AWS, aws.env, {
    AWS_ENDPOINT_URL_DYNAMODB: standIns.dynamodb,
    [REGISTER_ENV.table]: table.name,
    [REGISTER_ENV.bucket]: 'register-bucket',
    [REGISTER_ENV.hashSecret]: 'hash-secret',
    [REGISTER_ENV.linkSecret]: 'link-secret',
  });
  serveFunctions();
});
afterAll(async () => {
  place.dispose();
  rmSync(bundle, { recursive: true });
  await aws.close();
  await standIns.stop();
});

/** The two functions as their bundles wire them; Lambda is a call. */
function serveFunctions(): void {
  const parts = systemParts(bundle);
  const open = openOnce(() => openRegister(parts));
  const door = new SesMailDoor({ ...parts, configurationSet: 'register-set' });
  const mail = answerMail({ open, door, count: () => undefined });
  aws.functions.set('staff-fn', answerStaff({ open, askMail: mail }) as (event: unknown) => unknown);
}

async function run(...words: readonly string[]): Promise<Record<string, unknown>> {
  const { AWS_PROFILE: _profile, ...rest } = process.env;
  const ran = await runWarm(['register', ...words, '--target', 'aws', '--json'], {
    cwd: place.folder,
    env: { ...rest, HOME: place.folder },
  });
  if (ran.status !== 0) throw new Error(`${words[0]} ended with ${ran.status}: ${ran.stderr}`);
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}
const below = (prefix: string) =>
  [...aws.objects.keys()].filter((key) => key.startsWith(`register-bucket/${prefix}`));

it('register, inform, hand over, file and erase a person by the functions themselves', async () => {
  writeFileSync(join(place.folder, 'scan.pdf'), Buffer.alloc(5_000_000, 'scan'));
  const { submission } = await run(
    'add',
    'product-information',
    '--channel=letter',
    '--received=2026-11-02',
    '--evidence=scan.pdf',
    '--give=information,transfer:example-optics',
    '--topics=microscopes',
    `email=${ADA}`,
    'name=Ada',
  );
  expect(below('staff/'), 'the scan went through an object that is gone').toEqual([]);
  expect(below('evidence/')).toHaveLength(1);
  expect(await run('list', ...INFORMATION)).toMatchObject({ count: 1, people: [{ values: { email: ADA } }] });
  const shown = await run('show', ADA, ...RIGHTS);
  expect(shown).toMatchObject({ submissions: [{ submission, values: { name: 'Ada' } }] });
  expect(JSON.stringify(shown['events'])).toContain('"reader":"staff:operator"');
  expect(await run('inform', '--preview', ...INFORMATION)).toMatchObject({ due: 1 });
  expect(await run('inform', ...INFORMATION)).toMatchObject({ due: 1, sent: 1, nothing: 0, unknown: 0 });
  expect(await run('inform', ...INFORMATION)).toMatchObject({ due: 0, sent: 0, nothing: 1 });
  writeFileSync(join(place.folder, 'text.txt'), 'The brochure.');
  expect(await run('answer', String(submission), '--text', 'text.txt')).toEqual({ sent: 1, due: 0 });
  const transfer = ['--purpose', 'transfer:example-optics', '--reason', 'weekly', '--out', place.folder];
  expect(await run('transfer', 'example-optics', ...transfer)).toMatchObject({ people: 1 });
  expect(below('transfers/')).toHaveLength(1);
  writeFileSync(
    join(place.folder, 'reply.eml'),
    `From: ${ADA}\r\nSubject: x\r\n\r\nPlease unsubscribe me.\r\n`,
  );
  expect(await run('mail', 'reply.eml')).toMatchObject({ mails: [{ as: 'withdrawal' }] });
  expect(await run('list', ...INFORMATION)).toMatchObject({ count: 0 });
  expect(await run('erase', ADA)).toMatchObject({ erased: [submission] });
  expect(below('given-up/').length).toBeGreaterThan(1);
  expect(below('evidence/')).toEqual([]);
  expect(await table.bodies()).not.toContain('canary');
  expect([...aws.objects.values()].map(String).join()).not.toContain('canary');
  await expect(run('show', ADA, ...RIGHTS)).rejects.toThrow(/ended with 1: headcount: nobody/);
});
