/** Withdrawals that come by letter, by telefax or on a visit: staff records them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
});
afterEach(() => place.dispose());

const count = async (purpose: string) =>
  (await place.json<{ count: number }>('list', '--purpose', purpose, '--reason', 'a reason')).count;
const given = (permissions: unknown) =>
  (permissions as readonly { purpose: string; state: string }[])
    .filter(({ state }) => state === 'given')
    .map(({ purpose }) => purpose);

describe('withdraw', () => {
  const give = ['--give', 'information,customization,transfer:example-optics'];
  const anna = () => place.add('workshop', { name: 'Anna', email: 'anna@canary.example' }, ...give);

  it('stops every consent and leaves the service, says what is kept, and is acknowledged by mail', async () => {
    place.place.setClock('2026-12-02T12:00:00Z');
    await anna();
    const purpose = [
      '--purpose',
      'transfer:example-optics',
      '--reason',
      'a reason',
      '--out',
      join(place.folder, 'out'),
    ];
    await place.json('transfer', 'example-optics', ...purpose);
    const withdrawn = await place.json(
      'withdraw',
      'anna@canary.example',
      '--channel',
      'fax',
      '--received',
      '2026-11-20',
    );
    expect(withdrawn).toMatchObject({
      stopped: ['information', 'customization', 'transfer:example-optics'],
      kept: [{ what: 'workshop', why: 'service', until: '2030-06-15' }],
      notify: ['example-optics'],
      drafts: [{ recipient: 'example-optics', text: expect.stringContaining('To Example Optics') }],
      backupsFreeOn: '2026-12-10',
    });
    expect(JSON.stringify(withdrawn)).not.toMatch(/anna|canary/i);
    expect(place.events().findLast(({ event }) => event === 'withdrawn')).toMatchObject({
      scope: 'all',
      channel: 'fax',
      received: '2026-11-20T00:00:00.000Z',
      by: expect.stringMatching(/^staff:/),
    });
    expect(given((await place.json('show', 'anna@canary.example', ...RIGHTS))['permissions'])).toEqual([
      'service',
    ]);
    const { textPart } = await place.mail('-acknowledgement-');
    expect(textPart.replaceAll(/\s+/g, ' ')).toMatch(/tell these recipients, [^.]*: Example Optics\./);
    const events = place.events().length;
    const again = await place.json('withdraw', 'anna@canary.example');
    expect(again, 'once more').toMatchObject({ stopped: [], notify: [] });
    expect(place.events()).toHaveLength(events);
  });

  it('stops with --only what is named, several with commas or repeated', async () => {
    const submission = await anna();
    const stopped = await place.json('withdraw', submission, '--only', 'information,transfer:example-optics');
    expect(stopped['stopped']).toEqual(['information', 'transfer:example-optics']);
    expect(await count('customization')).toBe(1);
    expect(await count('information')).toBe(0);
  });

  it('keeps its evidence, that of an earlier one too', async () => {
    const submission = await anna();
    const said = ['said so at the fair', 'wrote so later'];
    await place.json('withdraw', submission, '--only', 'information', '--evidence', said[0] ?? '');
    await place.json('withdraw', submission, '--channel', 'visit', '--evidence', said[1] ?? '');
    const withdrawn = place.events().filter(({ event }) => event === 'withdrawn');
    const kept = withdrawn.map(({ evidence }) => join(place.data, 'evidence', String(evidence)));
    expect(kept.map((path) => readFileSync(path, 'utf8'))).toEqual(said);
  });

  it.each([
    ['an unknown purpose', ['--only', 'everything']],
    ['the service, which is closed', ['--only', 'service']],
    ['an unknown channel', ['--channel', 'pigeon']],
    ['a day that is yet to come', ['--received', '2999-01-01']],
  ])('refuses %s with exit 2, and stops nothing', async (_what, words) => {
    await anna();
    const before = place.events().length;
    const refused = await place.run('withdraw', 'anna@canary.example', ...words);
    expect(refused).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^headcount: [^\n]+\n$/),
    });
    expect(place.events()).toHaveLength(before);
  });

  it('opens a case for what matches nobody, which doctor shows until it is closed', async () => {
    await anna();
    const words = [
      'withdraw',
      'bert@canary.example',
      '--channel',
      'letter',
      '--evidence',
      'an unreadable letter',
    ];
    const unmatched = await place.run(...words, '--received', '2026-11-05');
    expect(unmatched).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^headcount: [^\n]+case[^\n]+\n$/),
    });
    expect(unmatched.stderr).not.toMatch(/bert|canary/);
    const { cases } = await place.json<{ cases: readonly { id: string }[] }>('cases');
    const id = cases[0]?.id ?? '';
    expect(cases).toEqual([
      { id, received: '2026-11-05T00:00:00.000Z', channel: 'letter', what: expect.any(String), evidence: id },
    ]);
    const sick = await place.run('doctor', '--json');
    expect(sick.status).toBe(1);
    expect(JSON.parse(sick.stdout)).toMatchObject({ ok: false, problems: [{ code: 'case' }] });
    expect(JSON.stringify(place.events())).not.toContain('bert');
    expect(await place.json('cases', '--close', id)).toEqual({ cases: [] });
    expect(await place.run('cases', '--close', id)).toMatchObject({ status: 1 });
    expect(await place.json('doctor')).toMatchObject({ ok: true, problems: [] });
  });
});
