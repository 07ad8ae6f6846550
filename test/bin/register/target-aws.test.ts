/**
 * Commands of staff with `--target aws`, by the built program and the real SDK against endpoints on loopback: the staff
 * function behind them is a real register, so that both targets print the same.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEndpoints, type Endpoints } from '../../support/aws/endpoints.ts';
import {
  REGISTER_AWS,
  REGISTER_MAIL,
  REGISTER_STACK,
  serveStaff,
  type StaffEvent,
} from '../../support/aws/staff-function.ts';
import { RegisterPlace } from '../../support/register-place.ts';
import { runWarm, type Ran } from '../../support/warm-program.ts';

const { region: _region, ...NO_REGION } = REGISTER_AWS;
const RIGHTS = ['--purpose', 'rights', '--reason', 'request of the person'];
const CANARY = 'zebra.canary@instruments.example';

let aws: Endpoints;
let place: RegisterPlace;
beforeEach(async () => {
  aws = await startEndpoints();
  aws.stacks.set('Headcount-test-Register', REGISTER_STACK);
  place = new RegisterPlace();
  place.configure({ aws: REGISTER_AWS, mail: REGISTER_MAIL });
  place.writeCatalogue();
  serve();
});
afterEach(async () => {
  place.dispose();
  await aws.close();
});

const serve = (mostBytes?: number) =>
  serveStaff(aws, {
    config: join(place.folder, 'register.json'),
    dataFolder: place.data,
    ...(mostBytes === undefined ? {} : { mostBytes }),
  });
function run(words: readonly string[], env: Readonly<Record<string, string>> = aws.env): Promise<Ran> {
  const { AWS_PROFILE: _profile, ...rest } = process.env;
  return runWarm(['register', ...words], { cwd: place.folder, env: { ...rest, HOME: place.folder, ...env } });
}
const onAws = (...words: readonly string[]) => run([...words, '--target', 'aws']);
const line = ({ status, stderr }: Ran) => [status, stderr.trim().split('\n').length, stderr] as const;
async function json(...words: readonly string[]): Promise<Record<string, unknown>> {
  const ran = await onAws(...words, '--json');
  expect([ran.status, ran.stdout], ran.stderr).toEqual([0, expect.any(String)]);
  return JSON.parse(ran.stdout) as Record<string, unknown>;
}
/** The second of two equal commands shows the read of the first. */
const withoutReads = (text: string) =>
  text.replaceAll(/^ {2}\S+ read\n|,\s*\{\s*"event": "read"[^}]*\}/gm, '');
const addAda = (...words: readonly string[]) =>
  onAws(
    'add',
    'product-information',
    '--channel=letter',
    '--received=2026-11-02',
    '--evidence=a signed letter',
    '--give=information,market-research,transfer:example-optics',
    '--topics=microscopes',
    `email=${CANARY}`,
    'name=Zebra Canary',
    ...words,
  );

describe('a command of staff on AWS', () => {
  it('does and prints what it does on one machine, each of them', async () => {
    const added = await addAda('--json');
    expect([added.status, added.stderr]).toEqual([0, '']);
    const { submission } = JSON.parse(added.stdout) as { submission: string };
    const same = async (...words: readonly string[]) => {
      const there = await onAws(...words);
      const here = await run(words);
      const shown = ({ status, stdout, stderr }: Ran) => [status, withoutReads(stdout), stderr];
      expect(shown(there), words[0]).toEqual(shown(here));
      return there;
    };
    const listing = ['list', '--purpose', 'information', '--reason', 'spring'];
    expect((await same(...listing)).stdout).toContain(CANARY);
    await same(...listing, '--format', 'csv');
    expect((await same('show', submission, ...RIGHTS)).stdout).toContain('information: given');
    await same('export', submission, ...RIGHTS);
    expect((await same('prove', submission, ...RIGHTS)).stdout).toContain('notice, version');
    expect((await same('cases')).stdout).toBe('no case is open\n');
    await same('survey');
    await same('plan');
    await same('record');
    await same('retention', '--dry-run');
    await same('inform', '--preview', '--purpose', 'information', '--reason', 'spring');
    expect(aws.invoked.every(({ name }) => name === 'staff-fn')).toBe(true);
    expect(new Set(aws.invoked.map(({ event }) => (event as StaffEvent).reader))).toEqual(
      new Set(['staff:operator']),
    );

    writeFileSync(join(place.folder, 'text.txt'), 'The brochure.');
    expect(await json('answer', submission, '--text', 'text.txt')).toMatchObject({ sent: 1 });
    expect(await json('tell', 'workshop', '--text', 'text.txt')).toMatchObject({ sent: 0 });
    const out = join(place.folder, 'transfer');
    const asked = ['--purpose', 'transfer:example-optics', '--reason', 'weekly'];
    expect(await json('transfer', 'example-optics', '--out', out, ...asked)).toMatchObject({ people: 1 });
    expect(readFileSync(join(out, 'data.csv'), 'utf8')).toContain(CANARY);
    writeFileSync(
      join(place.folder, 'reply.eml'),
      `From: ${CANARY}\r\nSubject: unsubscribe\r\n\r\nunsubscribe\r\n`,
    );
    expect(await json('mail', 'reply.eml')).toEqual({ mails: [{ file: 'reply.eml', as: 'withdrawal' }] });
    expect(await json('withdraw', submission)).toMatchObject({ stopped: [] });
    expect(await json('close', submission)).toEqual({ submission });
    expect(await json('erase', submission)).toMatchObject({ erased: [submission] });
  });

  it('sends information in batches with progress, and goes on where a call was refused', async () => {
    for (let at = 0; at < 60; at += 1) await addAda(`email=p${at}@people.example`);
    const words = ['inform', '--purpose', 'information', '--reason', 'spring'];
    const staff = aws.functions.get('staff-fn') as (event: unknown) => unknown;
    let batches = 0;
    aws.functions.set('staff-fn', (event) =>
      (event as StaffEvent).command === 'inform-send' && ++batches === 2
        ? { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 900.00 seconds' }
        : staff(event),
    );
    const first = await onAws(...words);
    expect([first.status, first.stdout]).toEqual([1, '']);
    expect(first.stderr).toBe(
      '50 of 60: 50 sent\nheadcount: the staff function ran out of its time: it may be done, or a part of it: look ' +
        'first (headcount register show, list or cases), then run it again\n',
    );
    expect((await onAws(...words)).stdout).toBe('due: 10, sent: 10, nothing new: 50, unknown: 0\n');
    expect(
      readdirSync(join(place.data, 'outbox')).filter((name) => name.includes('-information-')),
    ).toHaveLength(60);
  });

  it('imports people, each batch by one call', async () => {
    writeFileSync(
      join(place.folder, 'people.csv'),
      'form,language,name,email,information.wording,information.time,information.evidence\n' +
        `workshop,en,Zebra Canary,${CANARY},All the words,2026-05-02T10:00:00Z,line 4711\n`,
    );
    expect(await json('import', 'people.csv')).toEqual({ accepted: 1, refused: [], suppressed: 0 });
    expect(aws.invoked.map(({ event }) => (event as StaffEvent).command)).toEqual(['import']);
  });

  it('passes what is larger than 4 MB through an object of the bucket, which nothing leaves behind', async () => {
    serve(1000);
    writeFileSync(join(place.folder, 'scan.pdf'), Buffer.alloc(5_000_000, 'scan'));
    expect((await addAda('--evidence=scan.pdf')).status).toBe(0);
    expect(aws.invoked[0]?.event).toEqual({
      command: 'add',
      inputKey: expect.stringMatching(/^staff\/[0-9a-f-]{36}$/),
      reader: 'staff:operator',
    });
    const listed = await json('list', '--purpose', 'information', '--reason', 'spring');
    expect(listed).toMatchObject({ count: 1 });
    expect([...aws.objects.keys()]).toEqual([]);
    expect(
      readFileSync(join(place.data, 'evidence', readdirSync(join(place.data, 'evidence'))[0] ?? '')),
    ).toHaveLength(5_000_000);
  });

  it('records the session or user who acted, and no e-mail address of them', async () => {
    for (const [arn, name] of [
      [
        'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Staff_1/ada.byte@firm.example',
        'staff:ada.byte',
      ],
      ['arn:aws:iam::123456789012:user/office/grace', 'staff:grace'],
      ['arn:aws:iam::123456789012:root', 'staff:root'],
      ['arn:aws:sts::123456789012:federated-user/a+b,c', 'staff:a-b-c'],
    ]) {
      aws.caller = String(arn);
      await onAws('cases');
      expect(aws.invoked.at(-1)?.event).toMatchObject({ reader: name });
    }
  });
});

describe('a command of staff that AWS does not carry out', () => {
  it('says in one line what is missing: aws, a region, credentials, a stack, an output, a permission', async () => {
    place.configure();
    expect(line(await onAws('cases'))).toEqual([
      2,
      1,
      'headcount: register.json has no aws: say there where the register is deployed, or leave --target aws out\n',
    ]);
    place.configure({ aws: NO_REGION, mail: REGISTER_MAIL });
    const { AWS_REGION: _region, ...noRegion } = aws.env;
    expect(line(await run(['cases', '--target', 'aws'], noRegion))).toEqual([
      1,
      1,
      'headcount: no AWS region is configured: set aws.region in register.json, or AWS_REGION\n',
    ]);
    place.configure({ aws: REGISTER_AWS, mail: REGISTER_MAIL });
    const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...nobody } = aws.env;
    expect(line(await run(['cases', '--target', 'aws'], nobody))).toEqual([
      1,
      1,
      expect.stringContaining('no valid AWS credentials (CredentialsProviderError): log in'),
    ]);
    aws.stacks.set('Headcount-test-Register', { RegisterTable: 'x' });
    expect(line(await onAws('cases'))).toEqual([
      1,
      1,
      'headcount: no output RegisterStaffFunction in the stack Headcount-test-Register in eu-central-1: deploy all ' +
        'stacks of this version (npx cdk deploy --all)\n',
    ]);
    aws.stacks.clear();
    expect(line(await onAws('cases'))).toEqual([
      1,
      1,
      'headcount: no stack Headcount-test-Register in eu-central-1: deploy with npx cdk deploy --all, or set ' +
        'aws.stage and aws.region in register.json to where it is\n',
    ]);
    for (const [code, says] of [
      ['AccessDenied', 'docs/register-operations.md lists what each command needs'],
      ['Throttling', 'AWS takes no more calls at the moment (Throttling): wait a minute and run it again'],
      ['ExpiredToken', 'no valid AWS credentials (ExpiredToken)'],
    ]) {
      aws.refuse = code;
      expect(line(await onAws('cases')), code).toEqual([1, 1, expect.stringContaining(String(says))]);
    }
  });

  it('finds everything in a file of cdk deploy, and asks no stack', async () => {
    aws.stacks.clear();
    writeFileSync(
      join(place.folder, 'outputs.json'),
      JSON.stringify({ 'Headcount-test-Register': REGISTER_STACK }),
    );
    expect((await onAws('cases', '--outputs', 'outputs.json')).stdout).toBe('no case is open\n');
    writeFileSync(
      join(place.folder, 'outputs.json'),
      JSON.stringify({ 'Headcount-prod-Register': REGISTER_STACK }),
    );
    expect(line(await onAws('cases', '--outputs', 'outputs.json'))).toEqual([
      2,
      1,
      expect.stringContaining('has no stack of stage test (Headcount-test-Register)'),
    ]);
  });

  it("prints the function's own words with its status, and of a failure no more than its kind", async () => {
    expect(line(await onAws('show', 'nobody@people.example', ...RIGHTS))).toEqual([
      1,
      1,
      expect.stringMatching(/^headcount: nobody /),
    ]);
    expect(line(await onAws('list', '--purpose', 'x', '--reason', 'y'))[0]).toBe(2);
    aws.functions.set('staff-fn', [{ errorType: 'RangeError', errorMessage: CANARY }]);
    const failed = await onAws('cases');
    expect(line(failed)).toEqual([
      1,
      1,
      expect.stringContaining('the staff function failed (RangeError), see its log in CloudWatch'),
    ]);
    expect(failed.stderr).not.toContain(CANARY);
    aws.functions.set('staff-fn', [
      { throttled: 'ReservedFunctionConcurrentInvocationLimitExceeded' },
      { throttled: 'ConcurrentInvocationLimitExceeded' },
    ]);
    expect(line(await onAws('cases'))).toEqual([
      1,
      1,
      'headcount: the staff function is stopped, as for a restore: finish that, and start it again ' +
        '(docs/register-operations.md)\n',
    ]);
    expect((await onAws('cases')).stderr).toContain(
      'AWS takes no more calls at the moment (TooManyRequestsException)',
    );
  });

  it('is refused where the words fit this machine alone', async () => {
    mkdirSync(join(place.folder, 'folder'));
    expect(line(await onAws('start'))).toEqual([
      2,
      1,
      expect.stringContaining('on AWS functions serve the register'),
    ]);
    expect(line(await onAws('cases', '--data', 'folder'))).toEqual([
      2,
      1,
      'headcount: --data names a folder of this machine: leave it out with --target aws\n',
    ]);
    expect(line(await run(['cases', '--target', 'azure']))).toEqual([
      2,
      1,
      'headcount: --target takes local or aws\n',
    ]);
    expect(aws.invoked).toEqual([]);
  });
});
