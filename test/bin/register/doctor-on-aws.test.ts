/** `register doctor --target aws`: what table, secrets, SES, sweep and bucket show, and what to do about it. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startEndpoints, type Endpoints } from '../../support/aws/endpoints.ts';
import { REGISTER_AWS, REGISTER_MAIL, REGISTER_STACK, serveStaff } from '../../support/aws/staff-function.ts';
import { RegisterPlace } from '../../support/register-place.ts';
import { runWarm } from '../../support/warm-program.ts';

/** Answers of a deployment in which nothing is wrong. */
const SOUND: Readonly<Record<string, unknown>> = {
  DescribeTable: { Table: { DeletionProtectionEnabled: true } },
  DescribeContinuousBackups: {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 7 },
    },
  },
  DescribeSecret: { Name: 'key' },
  '/v2/email/account': { ProductionAccessEnabled: true, SendingEnabled: true },
  '/v2/email/identities/instruments.example': {
    VerifiedForSendingStatus: true,
    DkimAttributes: { Status: 'SUCCESS' },
  },
  '/v2/email/configuration-sets/register-set': {
    SuppressionOptions: { SuppressedReasons: [] },
    SendingOptions: { SendingEnabled: true },
  },
  '/v2/email/configuration-sets/register-set/event-destinations': {
    EventDestinations: [{ MatchingEventTypes: ['BOUNCE', 'COMPLAINT'] }],
  },
  GetMetricStatistics:
    '<GetMetricStatisticsResponse><member><Sum>1.0</Sum></member></GetMetricStatisticsResponse>',
};

let aws: Endpoints;
let place: RegisterPlace;
beforeEach(async () => {
  aws = await startEndpoints();
  aws.stacks.set('Headcount-test-Register', REGISTER_STACK);
  place = new RegisterPlace();
  place.configure({ aws: REGISTER_AWS, mail: REGISTER_MAIL });
  serveStaff(aws, { config: join(place.folder, 'register.json'), dataFolder: place.data });
  aws.objects.set('register-bucket/given-up/2026-11-30/1.jsonl', '{}\n');
  for (const [question, answer] of Object.entries(SOUND)) aws.settings.set(question, answer);
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

async function doctor() {
  const { AWS_PROFILE: _profile, ...rest } = process.env;
  const env = { ...rest, HOME: place.folder, ...aws.env };
  const ran = await runWarm(['register', 'doctor', '--target', 'aws', '--json'], { cwd: place.folder, env });
  return {
    ...ran,
    ...(JSON.parse(ran.stdout || '{}') as { ok: boolean; problems: object[]; warnings: object[] }),
  };
}

it('finds nothing wrong with a sound deployment', async () => {
  expect(await doctor()).toMatchObject({ status: 0, ok: true, problems: [] });
});

it.each([
  [
    'DescribeContinuousBackups',
    {
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
      },
    },
    'backup',
    'point-in-time recovery of the table is off, so nothing could be restored: deploy again',
  ],
  [
    'DescribeContinuousBackups',
    {
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED', RecoveryPeriodInDays: 35 },
      },
    },
    'backup',
    'the table can be recovered as of 35 days ago, but people are promised 7: deploy the stack again',
  ],
  [
    'DescribeTable',
    { Table: { DeletionProtectionEnabled: false } },
    'deletion-protection',
    'deletion protection of the table is off: deploy again with aws.production true',
  ],
  [
    'DescribeSecret',
    undefined,
    'key',
    'the secret of link.key is gone: put the key back from its backup, under the same name',
  ],
  [
    'DescribeSecret',
    { DeletedDate: 1_796_000_000 },
    'key',
    'the secret of hash.key is to be deleted: run aws secretsmanager restore-secret',
  ],
  [
    '/v2/email/account',
    { ProductionAccessEnabled: false, SendingEnabled: true },
    'ses',
    'SES is in the sandbox and sends to verified addresses alone: ask AWS for production access',
  ],
  [
    '/v2/email/account',
    { ProductionAccessEnabled: true, SendingEnabled: false },
    'ses',
    'SES has paused sending: see the account dashboard of SES',
  ],
  [
    '/v2/email/identities/instruments.example',
    undefined,
    'ses',
    'SES has not verified instruments.example: verify it, or mails from it are refused',
  ],
  [
    '/v2/email/identities/instruments.example',
    { VerifiedForSendingStatus: true, DkimAttributes: { Status: 'PENDING' } },
    'ses',
    'SES does not sign mails of instruments.example: publish the three DKIM records that SES shows',
  ],
  [
    '/v2/email/configuration-sets/register-set',
    undefined,
    'ses',
    'the configuration set is gone, so that no mail leaves: deploy again',
  ],
  [
    '/v2/email/configuration-sets/register-set',
    {},
    'ses',
    "the account's suppression list applies, which keeps addresses that an erasure does not reach: deploy again",
  ],
  [
    '/v2/email/configuration-sets/register-set/event-destinations',
    { EventDestinations: [{ MatchingEventTypes: ['BOUNCE', 'COMPLAINT', 'OPEN'] }] },
    'ses',
    'the configuration set tracks who opens or clicks: remove OPEN and CLICK from its event destinations',
  ],
  [
    '/v2/email/configuration-sets/register-set/event-destinations',
    { EventDestinations: [] },
    'ses',
    'the configuration set reports no bounces or complaints: deploy again',
  ],
  [
    'GetMetricStatistics',
    '<GetMetricStatisticsResponse/>',
    'sweep',
    'the daily sweep has not ended well in the last 26 hours, so what is due is not erased: see the log of sweep-fn ' +
      '(after the first deployment wait a day)',
  ],
])('reports what %s tells: %j', async (question, answer, code, text) => {
  aws.settings.set(question, answer);
  const { status, problems, stderr } = await doctor();
  expect(problems).toContainEqual({ code, text });
  expect([status, stderr.trim().split('\n').at(-1)]).toEqual([1, expect.stringMatching(/problems? found/)]);
});

it('warns where nothing that was given up is kept', async () => {
  aws.objects.clear();
  expect((await doctor()).warnings).toContainEqual({
    code: 'given-up',
    text:
      'nothing is below s3://register-bucket/given-up/: unless nobody has withdrawn yet, put the lines back ' +
      'from their copy',
  });
});

it('reports what the caller may not look at, beside all the rest', async () => {
  aws.settings.set('DescribeSecret', new Error('AccessDeniedException'));
  aws.settings.set('DescribeTable', { Table: {} });
  expect((await doctor()).problems).toEqual([
    expect.objectContaining({ code: 'deletion-protection' }),
    {
      code: 'permission',
      text:
        'AWS lets these credentials not look at the secrets of the keys (AccessDeniedException): ' +
        'docs/register-operations.md lists what doctor needs',
    },
  ]);
});
