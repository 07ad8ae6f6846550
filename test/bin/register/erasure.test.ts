/** What was given up stays given up: erasures and withdrawals, in every file, and after a backup was restored. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesWith } from './files-with.ts';
import { until } from '../../support/until.ts';
import { confirmed, register, RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

const FIELDS = {
  name: 'canaryname',
  email: 'Canary.Mail@canary.example',
  organisation: 'canaryfirm',
  wishes: 'canarywish',
};
const GIVEN = { fields: FIELDS, purposes: ['information'], recipients: ['example-optics'] };
const LIST = ['list', '--purpose', 'information', '--reason', 'a reason'];

/** Somebody with everything: confirmed, transferred, a letter, an answer, and a stranger who knows the address. */
async function everything(url: string): Promise<string> {
  const submission = await confirmed(place, url, GIVEN);
  await place.mail('-welcome-');
  await register(url, { fields: { name: 'canarystranger', email: 'CANARY.mail@canary.example' } });
  await until(async () => (await place.mails('-confirm-')).length === 2);
  const letter = join(place.folder, 'letter.txt');
  writeFileSync(letter, 'canaryletter');
  await place.json('withdraw', FIELDS.email, '--only', 'market-research', '--evidence', letter);
  await place.json('answer', submission, '--text', letter, '--attach', letter);
  const purpose = ['--purpose', 'transfer:example-optics', '--reason', 'a reason'];
  await place.json('transfer', 'example-optics', ...purpose, '--out', join(place.folder, 'out'));
  return submission;
}

it('an erasure leaves none of the values in any file, and proof without identity', async () => {
  const server = await place.start();
  const submission = await everything(server.url);
  expect(filesWith(place.data, 'canary').length).toBeGreaterThan(4);
  const { ref } = await place.json<{ ref: string }>('show', submission, ...RIGHTS);
  const mails = (await place.mails('')).length;
  const erased = await place.json('erase', 'canary.MAIL@Canary.example');
  expect(erased).toMatchObject({ kept: [], backupsFreeOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  expect((erased['erased'] as string[]).length, 'the stranger’s too').toBe(2);
  expect(filesWith(place.data, 'canary')).toEqual([]);
  expect((await place.mails('')).length).toBeLessThan(mails);
  expect(await place.json('prove', ref, ...RIGHTS)).toMatchObject({
    ref,
    declarations: [{ submission, decisions: { information: 'given' }, erased: { cause: 'request' } }],
  });
  expect(await place.json(...LIST)).toMatchObject({ count: 0 });
  expect(await place.run('erase', FIELDS.email)).toMatchObject({ status: 1 });
  await server.stop();
  expect(filesWith(place.data, 'canary')).toEqual([]);
});

it('a letter of somebody who is known belongs to the same person, and goes with them', async () => {
  const first = await place.add('workshop', { name: 'canaryname', email: FIELDS.email });
  const second = await place.add('inquiry', {
    name: 'canarytwo',
    email: 'canary.mail@CANARY.example',
    question: 'q',
  });
  const { ref } = await place.json<{ ref: string }>('show', first, ...RIGHTS);
  expect(await place.json('show', second, ...RIGHTS)).toMatchObject({ ref });
  expect(await place.json('erase', FIELDS.email)).toMatchObject({ erased: [first, second] });
  expect(filesWith(place.data, 'canary')).toEqual([]);
});

it('retention takes the letter of a withdrawal along once nothing is held of the person', async () => {
  place.place.setClock('2027-01-10T12:00:00Z');
  await place.add('inquiry', { name: 'canaryname', email: FIELDS.email, question: 'canaryquestion' });
  await place.json('withdraw', FIELDS.email, '--evidence', 'canaryletter');
  await place.json('withdraw', 'other@nowhere.example', '--evidence', 'canarycase').catch(() => undefined);
  place.place.setClock('2027-05-10T12:00:00Z');
  const due = await place.json<{ erased: readonly unknown[] }>('retention', '--dry-run');
  expect(due.erased).toHaveLength(1);
  expect(filesWith(place.data, 'canaryname').length).toBeGreaterThan(0);
  expect(await place.json('retention')).toEqual(due);
  expect(filesWith(place.data, 'canaryletter')).toEqual([]);
  expect(filesWith(place.data, 'canary.mail')).toEqual([]);
  const [open] = (await place.json<{ cases: readonly { id: string }[] }>('cases')).cases;
  expect(filesWith(place.data, 'canary')).toEqual([`evidence/${open?.id}`]);
  expect(await place.json('cases', '--close', open?.id ?? '')).toEqual({ cases: [] });
  expect(filesWith(place.data, 'canary')).toEqual([]);
});

describe('a backup from before', () => {
  const backup = () => join(place.folder, 'backup');
  const restored = () => join(place.folder, 'restored');
  const givenUp = () => join(place.data, 'given-up.jsonl');
  const restore = (...words: readonly string[]) =>
    place.run('restore', ...words, '--data', restored(), '--json');
  const copy = (to = backup()) =>
    cpSync(place.data, to, { recursive: true, filter: (name) => !/locks|\.sock/.test(name) });

  it('brings back neither a person who was erased nor a consent that was withdrawn', async () => {
    const server = await place.start();
    await everything(server.url);
    const other = { ...GIVEN, fields: { name: 'bystander', email: 'bystander@example.org' } };
    const kept = await confirmed(place, server.url, other);
    await server.stop();
    copy();
    const again = await place.start();
    await place.json('erase', FIELDS.email);
    await place.json('withdraw', 'bystander@example.org', '--only', 'information');
    await again.stop();
    const { status, stdout, stderr } = await restore(backup(), '--given-up', givenUp());
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({ events: expect.any(Number), replayed: expect.any(Number) });
    expect(filesWith(restored(), 'canary')).toEqual([]);
    const fresh = await place.start('--data', restored());
    for (const words of [LIST, ['retention', '--dry-run']])
      expect(JSON.stringify(await place.json(...words, '--data', restored()))).not.toMatch(
        /canary|bystander/i,
      );
    const shown = await place.json('show', kept, ...RIGHTS, '--data', restored());
    expect(shown).toMatchObject({ values: { name: 'bystander' } });
    expect(shown['permissions']).toContainEqual(
      expect.objectContaining({ purpose: 'information', state: 'withdrawn' }),
    );
    expect(await place.run('show', FIELDS.email, ...RIGHTS, '--data', restored())).toMatchObject({
      status: 1,
    });
    await fresh.stop();
    expect(filesWith(restored(), 'canary')).toEqual([]);
    expect(readFileSync(join(restored(), 'given-up.jsonl'), 'utf8')).toBe(readFileSync(givenUp(), 'utf8'));
  });

  it('is refused without what was given up since, with less than it holds itself, and into a log', async () => {
    await place.add('workshop', { name: 'Anna', email: 'anna@example.org' }, '--give', 'information');
    const early = join(place.folder, 'early');
    copy(early);
    await place.json('withdraw', 'anna@example.org');
    copy();
    await place.add('workshop', { name: 'Bert', email: 'bert@example.org' });
    await place.json('erase', 'bert@example.org');
    const short = join(place.folder, 'short.jsonl');
    writeFileSync(short, readFileSync(givenUp(), 'utf8').split('\n').slice(1).join('\n'));
    const missing = join(place.folder, 'missing.jsonl');
    expect(await restore(backup())).toMatchObject({ status: 2 });
    for (const one of [backup(), early])
      expect(await restore(one, '--given-up', missing)).toMatchObject({ status: 2 });
    expect(await restore(backup(), '--given-up', short)).toMatchObject({ status: 2 });
    expect(await restore(join(place.folder, 'nothing'), '--given-up', givenUp())).toMatchObject({
      status: 1,
    });
    const intoLog = await place.run('restore', backup(), '--given-up', givenUp());
    expect(intoLog).toMatchObject({ status: 1, stderr: expect.stringMatching(/^headcount: [^\n]+\n$/) });
    const { status, stdout } = await restore(backup(), '--given-up', givenUp());
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { replayed: number }).replayed).toBe(2);
  });

  it('that was copied over the log by hand is not served beside the newer given-up.jsonl', async () => {
    await place.add('workshop', { name: 'Anna', email: 'anna@example.org' }, '--give', 'information');
    copy();
    await place.json('withdraw', 'anna@example.org');
    rmSync(join(place.data, 'register.jsonl'));
    cpSync(join(backup(), 'register.jsonl'), join(place.data, 'register.jsonl'));
    const started = await place.place.runProcess(['register', 'start', '--port', '0']);
    expect(started).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^headcount: [^\n]+restore[^\n]+\n$/),
    });
    expect(await place.run(...LIST)).toMatchObject({ status: 1, stdout: '' });
  });
});
