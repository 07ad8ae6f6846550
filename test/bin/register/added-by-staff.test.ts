/** Registrations that come by letter, by telephone or on a visit: staff adds and closes them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmed, press, RegisterPlace } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

const ADD = ['add', 'workshop', '--received', '2026-11-02', '--evidence', 'taken by the front desk'];
const ANNA = ['name=Anna', 'email=anna@canary.example'];
const count = async (purpose: string) =>
  (await place.json<{ count: number }>('list', '--purpose', purpose, '--reason', 'a reason')).count;
describe('add', () => {
  it.each(['letter', 'visit'])(
    'lets a registration by %s stand at once, with its evidence and its day',
    async (channel) => {
      const added = await place.json(...ADD, '--channel', channel, '--give', 'information', ...ANNA);
      expect(added).toMatchObject({ submission: expect.stringMatching(/^[\w-]{22}$/), next: 'done' });
      expect(await count('service')).toBe(1);
      expect(await count('information')).toBe(1);
      expect(await count('market-research')).toBe(0);
      const { submission } = added as { submission: string };
      const declared = place.events().find(({ event }) => event === 'submitted');
      expect(declared).toMatchObject({ channel, received: '2026-11-02T00:00:00.000Z', evidence: submission });
      expect(declared?.['by']).toMatch(/^staff:/);
      expect(readFileSync(join(place.data, 'evidence', submission), 'utf8')).toBe('taken by the front desk');
      expect((await place.mail('-welcome-')).textPart).toContain('/register/withdraw/');
      expect(await place.mails('-confirm-')).toEqual([]);
    },
  );

  it('by telephone stands once the mail is confirmed, and not before', async () => {
    const { submission } = await place.json<{ submission: string }>(
      ...ADD,
      '--channel',
      'phone',
      '--give',
      'information,transfer:example-optics',
      ...ANNA,
    );
    expect(await count('service')).toBe(0);
    expect(await count('information')).toBe(0);
    const server = await place.start();
    const mail = await place.mail(`-confirm-${submission}`);
    await press({ ...mail, textPart: mail.textPart.replaceAll(/http:\/\/[^/]+/g, server.url) }, 'confirm');
    expect(await count('service')).toBe(1);
    expect(await count('information')).toBe(1);
    await server.stop();
  });

  it('by telephone and without an address stands for the service alone', async () => {
    await place.json(...ADD, '--channel', 'phone', '--give', 'information', 'name=Anna');
    expect(await count('service')).toBe(1);
    expect(await count('information')).toBe(0);
  });

  it('keeps a file as evidence, byte by byte', async () => {
    const scan = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 10]);
    writeFileSync(join(place.folder, 'letter.pdf'), scan);
    const submission = await place.add('workshop', { name: 'Anna' }, '--evidence=letter.pdf');
    expect(readFileSync(join(place.data, 'evidence', submission))).toEqual(scan);
  });

  it.each([
    [
      'an unknown form',
      ['add', 'nothing', '--channel', 'letter', '--received', '2026-11-02', '--evidence', 'x'],
    ],
    ['an unknown channel', [...ADD, '--channel', 'pigeon']],
    ['a day that is none', [...ADD, '--channel', 'letter', '--received', '2026-02-30']],
    ['a day that is yet to come', [...ADD, '--channel', 'letter', '--received', '2999-01-01']],
    ['no evidence', ['add', 'workshop', '--channel', 'letter', '--received', '2026-11-02']],
    ['empty evidence', [...ADD, '--channel', 'letter', '--evidence', '']],
    ['an unknown purpose', [...ADD, '--channel', 'letter', '--give', 'everything']],
    [
      'a recipient that the form does not offer',
      [...ADD, '--channel', 'letter', '--give', 'transfer:nobody'],
    ],
    ['an unknown field', [...ADD, '--channel', 'letter', 'canary=canary']],
    ['a required field that is missing', ['add', 'inquiry', ...ADD.slice(2), '--channel', 'letter']],
    ['no mail address', [...ADD, '--channel', 'letter', 'email=canary']],
  ])('refuses %s with exit 2, and stores nothing', async (_what, words) => {
    const all = words.some((word) => word.startsWith('email=') || word.startsWith('canary'))
      ? words
      : [...words, ...ANNA];
    const { status, stdout, stderr } = await place.run(...all, 'name=Canary Quill');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^headcount: [^\n]+\n$/);
    expect(stderr).not.toMatch(/canary(?!:)/i);
    expect(place.events()).toEqual([]);
  });

  it.each(['erase', 'withdraw'])(
    'refuses after %s, until the owner of the address confirms the form',
    async (act) => {
      await place.add('workshop', { name: 'Anna', email: 'anna@canary.example' }, '--give', 'information');
      await place.json(act, 'anna@canary.example');
      const refused = await place.run(
        ...ADD,
        '--channel',
        'letter',
        'name=Anna',
        'email=ANNA@canary.example',
      );
      expect(refused).toMatchObject({ status: 1, stderr: expect.stringMatching(/^headcount: [^\n]+\n$/) });
      expect(refused.stderr).not.toContain('canary');
      const server = await place.start();
      await confirmed(place, server.url, { fields: { name: 'Anna', email: 'anna@canary.example' } });
      await server.stop();
      expect(await place.run(...ADD, '--channel', 'letter', ...ANNA)).toMatchObject({ status: 0 });
    },
  );
});

it('close ends the service of a submission, its consents stand; twice is once', async () => {
  const submission = await place.add(
    'workshop',
    { name: 'Anna', email: 'anna@canary.example' },
    '--give',
    'information',
  );
  expect(await place.json('close', submission)).toEqual({ submission });
  expect(await place.json('close', submission)).toEqual({ submission });
  expect(place.events().filter(({ event }) => event === 'closed')).toHaveLength(1);
  expect(await count('service')).toBe(0);
  expect(await count('information')).toBe(1);
  expect(await place.run('close', 'nothing')).toMatchObject({ status: 1 });
});
