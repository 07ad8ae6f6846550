/** Proofs print each wording as it was shown; doctor and the record of processing follow the forms. */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { confirmed, RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
});
afterEach(() => place.dispose());

const [WORKSHOP] = DEMO_REGISTER.forms;
const version = (number: string, english: string) =>
  place.configure({}, [
    {
      ...WORKSHOP,
      id: 'workshop',
      notice: { version: number, text: { en: english, de: `${english} (de)` } },
    },
  ]);

interface Proof {
  readonly ref: string;
  readonly declarations: readonly {
    readonly text: string;
    readonly notice: { readonly version: string };
    readonly withdrawn: readonly unknown[];
  }[];
}

it('each wording stands in a proof as it was shown, after three versions and an erasure, without identity', async () => {
  const anna = { name: 'Canary Quill', email: 'anna@canary.example' };
  for (const number of ['1', '2', '3']) {
    version(number, `Wording ${number} <b>&amp;`);
    await place.add('workshop', anna, '--give', number === '3' ? 'customization' : 'information');
    if (number === '2') await place.json('withdraw', anna.email, '--only', 'information');
  }
  const before = await place.json<Proof>('prove', anna.email, ...RIGHTS);
  await place.json('erase', anna.email);
  const proof = await place.json<Proof>('prove', before.ref, ...RIGHTS);
  expect(proof.declarations.map(({ text, notice }) => [notice.version, text.split('\n')[0]])).toEqual([
    ['1', 'Wording 1 <b>&amp;'],
    ['2', 'Wording 2 <b>&amp;'],
    ['3', 'Wording 3 <b>&amp;'],
  ]);
  expect(proof.declarations.map(({ withdrawn }) => withdrawn.length)).toEqual([1, 1, 0]);
  expect(proof.declarations[0]).toMatchObject({
    decisions: { information: 'given', 'market-research': 'refused' },
    submitted: '2026-11-02T00:00:00.000Z',
    withdrawn: [{ scope: 'information', channel: 'letter' }],
    erased: { cause: 'request' },
  });
  const out = join(place.folder, 'proof.html');
  await place.run('prove', before.ref, ...RIGHTS, '--out', out);
  const page = readFileSync(out, 'utf8');
  expect(statSync(out).mode & 0o077).toBe(0);
  for (const number of ['1', '2', '3']) expect(page).toContain(`Wording ${number} &lt;b&gt;&amp;amp;`);
  expect(page + JSON.stringify(proof)).not.toMatch(/canary|quill/i);
  expect(page).not.toMatch(/<script|https?:/);
});

it('a registration by the form is proved by the mail that asked, its Message-ID and both times', async () => {
  place.configure();
  const server = await place.start();
  const shown = (await (await fetch(`${server.url}/v1/forms/workshop?lang=de`)).json()) as {
    readonly notice: { readonly sha256: string; readonly text: string };
  };
  const fields = { name: 'Canary Quill', email: 'anna@canary.example' };
  const purposes = ['information'];
  const submission = await confirmed(place, server.url, { language: 'de', fields, purposes });
  const { messageId } = await place.mail(`-confirm-${submission}`);
  const timeOf = (kind: string) =>
    place.events().find((one) => one['event'] === kind && one['submission'] === submission)?.['at'];
  const proof = await place.json('prove', submission, ...RIGHTS);
  expect(proof['declarations']).toEqual([
    {
      submission,
      form: 'workshop',
      notice: { sha256: shown.notice.sha256, version: expect.any(String), language: 'de' },
      text: shown.notice.text,
      decisions: expect.objectContaining({ information: 'given', 'market-research': 'refused' }),
      channel: 'form',
      submitted: timeOf('submitted'),
      asked: { at: timeOf('asked'), messageId },
      confirmed: timeOf('confirmed'),
      withdrawn: [],
    },
  ]);
  expect(createHash('sha256').update(shown.notice.text).digest('hex')).toBe(shown.notice.sha256);
  const { stdout } = await place.run('prove', submission, ...RIGHTS);
  expect(stdout).toContain(`by mail ${String(messageId)}`);
  await server.stop();
});

it('doctor names what a notice lacks, and exits 1; a copy of given-up.jsonl that nobody knows is a warning', async () => {
  place.configure({
    purposes: {
      ...DEMO_REGISTER.config.purposes,
      information: { en: 'I want news.', de: 'Ich will Neues.' },
    },
  });
  const { status, stdout, stderr } = await place.run('doctor', '--json');
  expect(status).toBe(1);
  const found = JSON.parse(stdout) as { ok: boolean; problems: readonly { code: string; text: string }[] };
  expect(found.ok).toBe(false);
  expect(found.problems.map(({ text }) => text).join(' ')).toMatch(/firm|product/);
  expect(stderr).toMatch(/^headcount: \d+ problems? found: [^\n]+\n$/);
  place.configure();
  await place.add('workshop', { name: 'Anna', email: 'anna@example.org' }, '--give', 'information');
  await place.json('withdraw', 'anna@example.org');
  const unknown = { ok: true, warnings: [{ code: 'given-up-copy' }] };
  expect(await place.json('doctor')).toMatchObject(unknown);
  place.configure({ givenUpCopy: 'copy.jsonl' });
  copyFileSync(join(place.data, 'given-up.jsonl'), join(place.folder, 'copy.jsonl'));
  expect(await place.json('doctor')).toEqual({ ok: true, problems: [], warnings: [] });
  await place.json('erase', 'anna@example.org');
  expect(await place.json('doctor'), 'it lacks the erasure').toMatchObject(unknown);
});

it('doctor names a form that people registered by and that is gone', async () => {
  place.configure();
  await place.add('workshop', { name: 'Anna' });
  rmSync(join(place.folder, 'register/forms/workshop.json'));
  const { status, stdout } = await place.run('doctor', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ code: 'form' }] });
});

it('the record of processing names the forms, fields and recipients that are configured, and needs no data', async () => {
  place.configure();
  const { status, stdout } = await place.run('record');
  expect(status).toBe(0);
  for (const word of ['Microscopy workshop', 'Example Optics', 'Example Hosting', 'Demo Instruments'])
    expect(stdout).toContain(word);
  const [workshop] = DEMO_REGISTER.forms;
  place.configure({}, [{ ...workshop, id: 'workshop', title: { en: 'Another title', de: 'Ein anderer' } }]);
  expect((await place.run('record')).stdout).toContain('Another title');
  expect(existsSync(place.data)).toBe(false);
});
