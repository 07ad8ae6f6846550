/** Received mails, filed by the real command: who withdraws, what comes back, what somebody has to read. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bounceOf, messageOf, writeMail, type Written } from '../../support/inbound-mails.ts';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

const give = ['--give', 'information,customization,transfer:example-optics'];
const anna = () => place.add('workshop', { name: 'Anna', email: 'anna@canary.example' }, ...give);
const inbox = () => join(place.folder, 'inbox');

/** Files the mails; returns what each was filed as. */
async function file(...mails: readonly (Written | string | Uint8Array)[]): Promise<readonly string[]> {
  const paths = mails.map((mail) => writeMail(inbox(), mail));
  const filed = await place.json<{ mails: readonly { file: string; as: string }[] }>('mail', ...paths);
  expect(filed.mails.map((one) => one.file)).toEqual(paths);
  return filed.mails.map(({ as }) => as);
}

const given = async () =>
  (
    (await place.json('show', 'anna@canary.example', ...RIGHTS))['permissions'] as readonly {
      purpose: string;
      state: string;
    }[]
  )
    .filter(({ state }) => state === 'given')
    .map(({ purpose }) => purpose);
const cases = async () => (await place.json<{ cases: readonly Record<string, string>[] }>('cases')).cases;
const evidence = () => {
  const folder = join(place.data, 'evidence');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
};

describe('a reply', () => {
  it('that holds a word of the list withdraws all consents, is acknowledged, and is kept as the evidence', async () => {
    await anna();
    const body = 'Please unsubscribe me.\n\nOn 3 May 2027, Demo Instruments wrote:\n> Thank you.';
    expect(await file({ body })).toEqual(['withdrawal']);
    expect(await given()).toEqual(['service']);
    const withdrawn = place.events().findLast(({ event }) => event === 'withdrawn');
    expect(withdrawn).toMatchObject({ scope: 'all', channel: 'mail', by: 'person' });
    expect(await cases()).toEqual([]);
    expect((await place.mails('-acknowledgement-')).length).toBe(1);
    const [name = ''] = evidence();
    expect(withdrawn?.['evidence']).toBe(name);
    expect(readFileSync(join(place.data, 'evidence', name), 'utf8')).toContain('Please unsubscribe me.');
    expect(statSync(join(place.data, 'evidence', name)).mode & 0o777).toBe(0o600);
  });

  it('that quotes our footer and asks something else is a case, and its owner is told without a name', async () => {
    await anna();
    const quoted =
      'Whatever you have allowed, you can withdraw it at any time and without giving a reason: by this link';
    const body = `May I bring a colleague?\n\n${quoted}\n\n> ${quoted}`;
    expect(await file({ body })).toEqual(['open']);
    expect(await given()).toHaveLength(4);
    expect(await cases()).toMatchObject([
      { channel: 'mail', what: expect.stringContaining('mail to be read') },
    ]);
    expect(JSON.stringify(await cases())).not.toMatch(/anna|canary/i);
    const told = await place.mail('-owner.eml');
    expect(told.textPart).toContain('headcount register cases');
    expect(`${told.subject ?? ''} ${told.textPart}`).not.toMatch(/anna|canary/i);
  });

  it('counts once, filed again as the same file or as another copy of it', async () => {
    await anna();
    const mail = messageOf({ body: 'May I bring a colleague?' });
    expect(await file(mail, mail)).toEqual(['open', 'open']);
    const events = place.events().length;
    expect(await file(`X-Copy: 1\r\n${mail}`)).toEqual(['open']);
    expect(place.events()).toHaveLength(events);
    expect(evidence()).toHaveLength(1);
  });

  it('withdraws also under a Message-ID that another mail had', async () => {
    await anna();
    const question = messageOf({ body: 'May I bring a colleague?' });
    const id = /^Message-ID: .*$/im.exec(question)?.[0] ?? '';
    expect(id).not.toBe('');
    const stop = messageOf({ body: 'Please unsubscribe me.' }).replace(/^Message-ID: .*$/im, id);
    expect(await file(question, stop)).toEqual(['open', 'withdrawal']);
    expect(await given()).toEqual(['service']);
  });

  it('from nobody who is known becomes a case, also where it withdraws', async () => {
    await anna();
    expect(await file({ from: 'bert@canary.example', body: 'stop' })).toEqual(['withdrawal']);
    expect(await given()).toHaveLength(4);
    expect(await cases()).toMatchObject([{ what: 'withdrawal, from nobody known' }]);
  });
});

describe('a notice that nobody wrote', () => {
  it.each([
    ['a vacation notice', { 'Auto-Submitted': 'auto-replied' }],
    ['one of a mail server before RFC 3834', { 'X-Autoreply': 'yes' }],
    ['one with an empty sender', { 'Return-Path': '<>' }],
    ['one in bulk', { Precedence: 'bulk' }],
  ])('withdraws nothing, whatever words it holds: %s', async (_what, headers) => {
    await anna();
    const body = 'I am away. To stop these notices, unsubscribe.';
    expect(await file({ headers, body, subject: 'Re: Confirmed' })).toEqual(['automatic']);
    expect(await given()).toHaveLength(4);
    expect(await cases()).toEqual([]);
  });

  it('makes an address undeliverable by three mails that came back for good, until it is confirmed', async () => {
    const submission = await anna();
    const bounce = (mail: string, status: string) =>
      bounceOf(`<${submission}${mail}@instruments.example>`, 'anna@canary.example', status);
    expect(await file(bounce('-welcome', '4.4.7'), bounce('', '5.1.1'), bounce('', '5.1.1'))).toEqual(
      Array(3).fill('bounce'),
    );
    await place.json('withdraw', submission, '--only', 'information');
    expect(await place.mails('-acknowledgement-')).toHaveLength(1);
    expect(await file(bounce('-welcome', '5.1.1'), bounce('-reminder', '5.7.1'))).toEqual([
      'bounce',
      'bounce',
    ]);
    await place.json('withdraw', submission, '--only', 'customization');
    expect(await place.mails('-acknowledgement-'), 'no mail goes there').toHaveLength(1);
    expect(place.events().at(-1)).toMatchObject({ event: 'dropped', cause: 'undeliverable' });
    const answer = await place.run('answer', submission, '--text', writeMail(inbox(), 'An answer'));
    expect(answer).toMatchObject({ status: 1, stderr: expect.stringContaining('came back') });
    expect(await place.json('show', submission, ...RIGHTS)).toMatchObject({
      submissions: [{ submission, undeliverable: true }],
    });
    expect((await place.run('show', submission, ...RIGHTS)).stdout).toContain(
      '  mails to this address come back for good: only a confirmation still goes there\n',
    );
    const doctor = await place.run('doctor', '--json');
    expect(JSON.parse(doctor.stdout)).toMatchObject({
      warnings: expect.arrayContaining([
        {
          code: 'undeliverable',
          text: expect.stringContaining('mails to 1 person come back for good, so that only a confirmation'),
        },
      ]),
    });
  });
});

describe('a complaint', () => {
  it('withdraws at once and is recorded', async () => {
    const submission = await anna();
    const body = [
      '--r\n\nThis is an email abuse report.\n',
      '--r\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: Some/1.0\nVersion: 1\n',
      `--r\nContent-Type: message/rfc822\n\nMessage-ID: <${submission}-welcome@instruments.example>\n\ntext`,
      '--r--',
    ].join('\n');
    const headers = {
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/report; report-type=feedback-report; boundary=r',
    };
    expect(await file({ from: 'feedback@isp.example', headers, body })).toEqual(['complaint']);
    expect(await given()).toEqual(['service']);
    expect(place.events().find(({ event }) => event === 'complained')).toMatchObject({ submission });
  });
});

describe('the command', () => {
  it('reads a maildir, names what it cannot read after the others, and ends with 1', async () => {
    await anna();
    const maildir = join(place.folder, 'Maildir');
    for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(maildir, name), { recursive: true });
    const one = writeMail(join(maildir, 'new'), { body: 'A question' }, '1700000000.M1P1.host');
    const two = writeMail(join(maildir, 'cur'), { body: 'Bitte abmelden' }, '1700000001.M1P1.host:2,S');
    const ran = await place.run('mail', join(place.folder, 'none.eml'), maildir, '--json');
    expect(ran).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^headcount: argument 1 names no file [^\n]+\n$/),
    });
    expect(JSON.parse(ran.stdout)).toEqual({
      mails: [
        { file: one, as: 'open' },
        { file: two, as: 'withdrawal' },
      ],
    });
    await place.json('mail', maildir, '--remove');
    expect([...readdirSync(join(maildir, 'new')), ...readdirSync(join(maildir, 'cur'))]).toEqual([]);
  });

  it('leaves nothing of a person who is erased afterwards', async () => {
    await anna();
    await file({ body: 'A question' }, { body: 'stop' }, { body: 'A question of one who was not known' });
    await file({ from: 'Anna <anna@canary.example>', body: 'Another?' });
    expect(evidence().length).toBeGreaterThan(2);
    await place.json('erase', 'anna@canary.example');
    expect(evidence()).toEqual([]);
    for (const name of readdirSync(place.data, { recursive: true, withFileTypes: true }))
      if (name.isFile())
        expect(readFileSync(join(name.parentPath, name.name), 'latin1')).not.toMatch(/anna|canary/i);
  });
});
