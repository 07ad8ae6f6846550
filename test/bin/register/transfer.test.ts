/** Transfers: only what was approved for that recipient in the very submission, confirmed and not withdrawn. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { confirmed, register, RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
let out = '';
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
  out = join(place.folder, 'out');
});
afterEach(() => place.dispose());

interface Transferred {
  readonly transfer: string;
  readonly recipient: string;
  readonly people: number;
  readonly submissions: readonly string[];
  readonly sha256: string;
}

const words = (recipient: string) => [
  'transfer',
  recipient,
  `--purpose=transfer:${recipient}`,
  '--reason=a reason',
];
const transfer = (recipient: string, ...more: readonly string[]) =>
  place.json<Transferred>(...words(recipient), '--out', out, ...more);
const csv = () => readFileSync(join(out, 'data.csv'), 'utf8');
const person = (name: string) => ({ name, email: `${name}@example.org` });
const OPTICS = { recipients: ['example-optics'] };

it('holds whom the recipient was approved for, and nobody of five who were not', async () => {
  const server = await place.start();
  const anna = await confirmed(place, server.url, { fields: person('anna'), ...OPTICS });
  await confirmed(place, server.url, { fields: person('other'), recipients: ['example-calibration'] });
  await confirmed(place, server.url, { fields: person('none'), purposes: ['information'] });
  await register(server.url, { fields: person('unconfirmed'), ...OPTICS });
  await confirmed(place, server.url, { fields: person('withdrawn'), ...OPTICS });
  await confirmed(place, server.url, { fields: person('everything'), ...OPTICS });
  // Approved by letter once, and by another form not.
  await place.add('inquiry', { ...person('anna'), question: 'a question that is not for them' });
  await place.json('withdraw', 'withdrawn@example.org', '--only', 'transfer:example-optics');
  await place.json('withdraw', 'everything@example.org');

  const result = await transfer('example-optics');
  expect(result).toEqual({
    transfer: expect.stringMatching(/^[\w-]{22}$/),
    recipient: 'example-optics',
    people: 1,
    submissions: [anna],
    sha256: createHash('sha256')
      .update(readFileSync(join(out, 'data.csv')))
      .digest('hex'),
  });
  const { ref } = await place.json<{ ref: string }>('show', anna, ...RIGHTS);
  expect(csv()).toBe(`ref,submission,name,email\r\n${ref},${anna},anna,anna@example.org\r\n`);
  const manifest = readFileSync(join(out, 'manifest.json'), 'utf8');
  expect(JSON.parse(manifest)).toMatchObject({ ...result, name: 'Example Optics', country: 'AT' });
  expect(manifest).not.toContain('anna');
  const kept = join(place.data, 'transfers', result.transfer);
  expect(readdirSync(kept)).toEqual(['manifest.json']);
  expect(readFileSync(join(kept, 'manifest.json'), 'utf8')).toBe(manifest);
  expect(place.events().filter(({ event }) => event === 'transferred')).toEqual([
    expect.objectContaining(result.sha256 === '' ? {} : { sha256: result.sha256, submissions: [anna] }),
  ]);
  const told = await place.json('withdraw', 'anna@example.org', '--only', 'transfer:example-optics');
  expect(told).toMatchObject({ stopped: ['transfer:example-optics'], notify: ['example-optics'] });
  expect(await transfer('example-optics')).toMatchObject({ people: 0, submissions: [] });
});

it('gives a recipient that was added later nothing that was collected before', async () => {
  await place.add('workshop', person('early'), '--give', 'transfer:example-optics');
  const [workshop, ...others] = DEMO_REGISTER.forms;
  const recipient = {
    id: 'late',
    name: 'Late Partner',
    country: 'AT',
    role: { en: 'sells', de: 'verkauft' },
  };
  place.configure({ recipients: [...(DEMO_REGISTER.config.recipients ?? []), recipient] }, [
    { ...workshop, id: 'workshop', recipients: [...(workshop?.recipients ?? []), 'late'] },
    ...others,
  ]);
  const late = await place.add('workshop', person('late'), '--give', 'transfer:late');
  expect(await transfer('late')).toMatchObject({ people: 1, submissions: [late] });
  expect(csv()).not.toContain('early');
});

it('lets a correction inherit the approvals of what it replaces, and no more', async () => {
  const server = await place.start();
  await confirmed(place, server.url, { fields: person('anna'), ...OPTICS });
  await fetch(`${server.url}/register/self`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'address=anna%40example.org',
  });
  const { textPart } = await place.mail('-self-');
  const link = /^http\S+\/register\/self\/\S+$/m.exec(textPart)?.[0] ?? '';
  const corrected = await fetch(link, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: 'act=correct&name=Annabel',
  });
  expect(corrected.status).toBe(200);
  expect(await transfer('example-optics')).toMatchObject({ people: 1 });
  expect(csv()).toContain(',Annabel,anna@example.org\r\n');
  expect(csv().split('\r\n')).toHaveLength(3);
  expect(await transfer('example-calibration')).toMatchObject({ people: 0 });
});

it('defuses what a spreadsheet would take for a formula', async () => {
  const names = ['=1+1', '+1', '-1', '@sum(a1)'];
  for (const [at, name] of names.entries())
    await place.add('workshop', { name, email: `p${at}@example.org` }, '--give', 'transfer:example-optics');
  await transfer('example-optics');
  const list = ['list', '--purpose', 'service', '--reason', 'a reason', '--format', 'csv'];
  const listed = (await place.run(...list)).stdout;
  for (const text of [csv(), listed]) expect(text).not.toMatch(/[,"][=+@-][^,]*,p/);
  expect(listed).toContain("'=1+1");
  expect(csv()).toContain("'=1+1");
});

it('with --dry-run says how much would go, and hands out and records no transfer', async () => {
  const submission = await place.add('workshop', person('anna'), '--give', 'transfer:example-optics');
  const dry = await transfer('example-optics', '--dry-run');
  expect(dry).toMatchObject({ recipient: 'example-optics', people: 1, submissions: [submission] });
  const { stdout } = await place.run(...words('example-optics'), '--dry-run');
  for (const path of [out, join(place.folder, 'data.csv'), join(place.data, 'transfers')])
    expect(existsSync(path), path).toBe(false);
  expect(place.events().some(({ event }) => event === 'transferred')).toBe(false);
  expect(stdout).toBe('would go: 1 person, 1 submission to example-optics\n');
});

it('refuses a processor, an unknown recipient, no folder, and a folder within the data folder', async () => {
  await place.add('workshop', person('anna'), '--give', 'transfer:example-optics');
  const before = place.events().length;
  const refused = [
    [...words('hosting'), '--out', out],
    [...words('nobody'), '--out', out],
    words('example-optics'),
    [...words('example-optics'), '--out', join(place.data, 'evidence')],
  ];
  for (const all of refused)
    expect(await place.run(...all)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^headcount: [^\n]+\n$/),
    });
  expect((await place.run(...words('hosting'), '--out', out)).stderr).toContain('processor');
  expect(place.events()).toHaveLength(before);
});

it('replaces files of an earlier transfer, which nobody else may then read', async () => {
  await place.add('workshop', person('anna'), '--give', 'transfer:example-optics');
  const first = await transfer('example-optics');
  await place.add('workshop', person('bert'), '--give', 'transfer:example-optics');
  expect((await transfer('example-optics')).people, 'everything, each time').toBe(2);
  expect(csv()).toContain('bert');
  expect(statSync(join(out, 'data.csv')).mode & 0o077).toBe(0);
  expect(existsSync(join(place.data, 'transfers', first.transfer, 'manifest.json'))).toBe(true);
});
