/** `register inform` as staff calls it: previews, mails in the outbox, batches that a kill or a cut connection ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEMO_REGISTER } from '#core/register/demo-forms';
import { startScripted } from '../../runtime/node/register/scripted-server.ts';
import { confirmed, linkIn, press, RegisterPlace, type Sent } from '../../support/register-place.ts';
import { ROOT } from '../../support/root.ts';
import { until } from '../../support/until.ts';

const ASKED = ['--purpose', 'information', '--reason', 'spring'] as const;

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
  place.writeCatalogue();
});
afterEach(() => place.dispose());

const addAsking = (name: string, ...words: readonly string[]) =>
  place.add(
    'product-information',
    { email: `${name}@canary.example`, name: `canary ${name}` },
    '--give=information',
    ...words,
  );
const toOf = ({ to }: Sent) => to?.[0]?.address;
const headerOf = ({ headers }: Sent, name: string) => headers.find(({ key }) => key === name)?.value;
const informationEvents = () =>
  place.events().filter(({ event, purpose }) => event !== 'read' && purpose === 'information');

it('sends to nobody again what went since a backup that is restored', async () => {
  await addAsking('ada', '--topics=microscopes');
  const [backup, restored] = ['backup', 'restored'].map((name) => join(place.folder, name));
  cpSync(place.data, String(backup), { recursive: true, filter: (name) => !/locks/.test(name) });
  expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 1, sent: 1 });
  const givenUp = join(place.data, 'given-up.jsonl');
  await place.json('restore', String(backup), '--given-up', givenUp, '--data', String(restored));
  const again = await place.json('inform', ...ASKED, '--data', String(restored));
  // Whether it arrived is in no backup: it counts as gone.
  expect(again).toMatchObject({ due: 0, sent: 0, nothing: 1, unknown: 1 });
});

it('previews for all and for one what would be sent and why, and sends nothing', async () => {
  const submission = await addAsking('ada', '--topics=microscopes');
  await addAsking('bo', '--topics=telescopes', '--language=de');
  await addAsking('cy').then((id) => place.json('withdraw', id));
  const all = await place.json<{ due: number; people: Record<string, unknown>[] }>(
    'inform',
    '--preview',
    ...ASKED,
  );
  expect(all).toEqual({
    due: 2,
    people: [
      {
        ref: expect.any(String),
        language: 'en',
        items: [
          { id: 'microscope-m2', title: 'The microscope M2', why: 'because you asked about Microscopes' },
          { id: 'note-flim', title: expect.any(String), why: 'because you asked about Microscopes' },
        ],
      },
      {
        ref: expect.any(String),
        language: 'de',
        items: [
          { id: 'telescope-t1', title: 'Das Teleskop T1', why: 'weil Sie nach „Teleskope“ gefragt haben' },
          {
            id: 'course-telescopes',
            title: expect.any(String),
            why: 'weil Sie nach „Teleskope“ gefragt haben',
          },
        ],
      },
    ],
  });
  const one = await place.run(
    'inform',
    '--preview',
    submission,
    ...ASKED,
    '--out',
    join(place.folder, 'out'),
  );
  expect(one.stdout).toContain('Subject: Demo Instruments: The microscope M2 and 1 more');
  expect(one.stdout).toContain('https://www.instruments.example/notes/flim');
  expect(`${one.stdout}${one.stderr}`).not.toContain('canary');
  const ref = String(all.people[0]?.['ref']);
  expect(readdirSync(join(place.folder, 'out')).toSorted()).toEqual([`${ref}.html`, `${ref}.txt`]);
  expect(readFileSync(join(place.folder, 'out', `${ref}.html`), 'utf8')).toContain(
    '<h2>The microscope M2</h2>',
  );
  expect(await place.json('inform', submission, '--preview', ...ASKED)).toMatchObject({ due: 1 });
  expect(await place.json('inform', '--dry-run', ...ASKED)).toEqual({
    mailing: null,
    due: 2,
    sent: 0,
    nothing: 0,
    unknown: 0,
  });
  expect(await place.mails('-information-')).toEqual([]);
  expect(informationEvents()).toEqual([]);
  const reads = place.events().filter(({ event, purpose }) => event === 'read' && purpose === 'information');
  expect(reads.length).toBe(4);
});

it('sends a mail that names a postal address, withdraws with one click, and counts nobody', async () => {
  const server = await place.start('--port', '0');
  await confirmed(place, server.url, {
    form: 'product-information',
    fields: { email: 'ada@canary.example', name: 'canary' },
    purposes: ['information'],
    topics: ['microscopes'],
  });
  await confirmed(place, server.url, {
    form: 'product-information',
    fields: { email: 'bo@canary.example', name: 'canary' },
    purposes: ['market-research'],
    topics: ['microscopes'],
  });
  const run = await place.run('inform', ...ASKED);
  expect(run).toMatchObject({ status: 0, stdout: 'due: 1, sent: 1, nothing new: 0, unknown: 0\n' });
  expect(run.stderr).toBe('1 of 1: 1 sent\n');
  const mail = await place.mail('-information-');
  expect(toOf(mail)).toBe('ada@canary.example');
  expect(mail.from?.address).toBe('information@instruments.example');
  expect(headerOf(mail, 'list-id')).toBe('<information.instruments.example>');
  expect(headerOf(mail, 'list-unsubscribe')).toBe(`<${linkIn(mail, 'withdraw')}>`);
  expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(headerOf(mail, 'auto-submitted')).toBeUndefined();
  expect(mail.textPart).toContain('Demo Instruments, Example Street 1, 12345 Example Town');
  expect(mail.textPart).toContain('You get this because you asked about Microscopes.');
  expect(mail.html).not.toMatch(/<img|src=|url\(/);
  const addresses = [...(mail.html ?? '').matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
  expect(addresses).toEqual([
    'https://www.instruments.example/microscopes/m2',
    'https://www.instruments.example/notes/flim',
    linkIn(mail, 'withdraw'),
  ]);
  await press(mail, 'withdraw', 'List-Unsubscribe=One-Click');
  place.writeCatalogue([{ ...DEMO_REGISTER.catalogue[0], id: 'microscope-m3' }]);
  expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 0, sent: 0, nothing: 0 });
  expect(await server.stop()).toBe(0);
});

it('erases the mail of the outbox with the person, and keeps who was sent what without a name', async () => {
  const submission = await addAsking('ada', '--topics=microscopes');
  await place.json('inform', ...ASKED);
  await place.json('erase', submission);
  expect(await place.mails('-information-')).toEqual([]);
  expect(informationEvents().map(({ event }) => event)).toEqual(['sending', 'sent']);
  expect(readFileSync(join(place.data, 'register.jsonl'), 'utf8')).not.toContain('canary');
});

it('refuses a wrong purpose, nobody, and mistakes of the catalogue, by file and path', async () => {
  expect(await place.run('inform', '--purpose', 'service', '--reason', 'x')).toMatchObject({ status: 2 });
  expect(await place.run('inform', '--reason', 'x')).toMatchObject({ status: 2 });
  expect(await place.run('inform', 'nobody@canary.example', ...ASKED)).toMatchObject({ status: 1 });
  place.writeCatalogue([{ ...DEMO_REGISTER.catalogue[0], id: 'canary', topics: [], from: '2027-02-30' }]);
  const refused = await place.run('inform', ...ASKED);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('register/catalogue/canary.json: $.topics: names no topic');
  expect(refused.stderr).toContain(
    'register/catalogue/canary.json: $.from: has to be a day, as "2027-03-12"',
  );
});

it('doctor warns of a topic that no form has and of a sender that all mails share', async () => {
  place.configure({ mail: { postal: 'Example Street 1' }, givenUpCopy: 'none.jsonl' });
  place.writeCatalogue([{ ...DEMO_REGISTER.catalogue[0], id: 'lens', topics: ['lenses'] }]);
  const { warnings } = await place.json<{ warnings: { code: string; text: string }[] }>('doctor');
  expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['information-from', 'catalogue']));
  expect(JSON.stringify(warnings)).toContain('catalogue item lens: no form has the topic lenses');
  place.configure({ mail: {}, controller: { name: 'Firm', email: 'privacy@instruments.example' } });
  const { stdout, status } = await place.run('doctor', '--json');
  expect(status).toBe(1);
  expect(stdout).toContain('"code":"postal"');
});

it('resumes after kills in the midst of a mailing, and nobody gets an item twice', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `person${at}`);
  const server = await place.start('--port', '0');
  for (const name of names) await addAsking(name, '--topics=microscopes');
  expect(await server.stop()).toBe(0);
  const count = () =>
    readdirSync(join(place.data, 'outbox')).filter((name) => name.includes('-information-')).length;
  for (const after of [3, 11, 24]) {
    const child = spawn(
      process.execPath,
      [join(ROOT, 'dist/bin/headcount.js'), 'register', 'inform', '--data', place.data, ...ASKED],
      { cwd: place.folder, stdio: 'ignore' },
    );
    const ended = once(child, 'exit');
    await until(
      () => existsSync(join(place.data, 'outbox')) && (count() >= after || child.exitCode !== null),
    );
    child.kill('SIGKILL');
    await ended;
  }
  const last = await place.json<{ sent: number; unknown: number }>('inform', ...ASKED);
  const mails = await place.mails('-information-');
  const to = mails.map((mail) => toOf(mail) ?? '');
  expect(new Set(to).size).toBe(to.length);
  const unknown = informationEvents().filter(({ event }) => event === 'unknown').length;
  const sent = informationEvents().filter(({ event }) => event === 'sent').length;
  expect(sent + unknown).toBe(names.length);
  expect(to.length).toBeGreaterThanOrEqual(sent);
  // Four mails are under way at once.
  expect(unknown).toBeLessThanOrEqual(3 * 4);
  expect(last.sent).toBeGreaterThan(0);
  expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 0, nothing: 40, unknown: 0 });
});

it('never sends again what a mail server cut off after DATA, and sends again what it refused', async () => {
  await addAsking('ada', '--topics=microscopes');
  const smtp = (port: number) =>
    place.configure({
      mail: {
        from: 'register@instruments.example',
        postal: 'Example Street 1',
        smtp: { host: '127.0.0.1', port, tls: 'none' },
      },
    });
  {
    await using refusing = await startScripted({ RCPT: '450 later' });
    smtp(refusing.port);
    expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 1, sent: 0, unknown: 0 });
  }
  {
    await using cutting = await startScripted({ BODY: 'cut' });
    smtp(cutting.port);
    expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 1, sent: 0, unknown: 1 });
  }
  await using taking = await startScripted({});
  smtp(taking.port);
  expect(await place.json('inform', ...ASKED)).toMatchObject({ due: 0, sent: 0, nothing: 1, unknown: 0 });
  expect(taking.received()).not.toContain('List-Id');
  expect(informationEvents().map(({ event }) => event)).toEqual(['sending', 'sending', 'unknown']);
});
