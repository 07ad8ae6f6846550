/** Which rows of an older system count, and what becomes of them while others act. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GivenPurpose, Imported, ImportRow } from '#core/register/import/import-row';
import type { ListedPeople } from '#core/register/staff/list-people';
import type { Proof } from '#core/register/staff/prove-person';
import { DAY_MS, StaffedRegister } from '../staff/staffed-register.ts';

const PROOF = {
  wording: 'May we write to you, and hand your data to Example Optics?',
  time: '2026-11-02T10:00:00Z',
  evidence: btoa('line 7'),
};
const given = (purpose: string, changes: Partial<GivenPurpose> = {}): GivenPurpose => ({
  purpose,
  ...PROOF,
  ...changes,
});
const row = (changes: Partial<ImportRow> = {}): ImportRow => ({
  row: 2,
  form: 'workshop',
  language: 'en',
  fields: { name: 'Alex Canary', email: 'alex@canary.example' },
  topics: [],
  given: [given('information')],
  ...changes,
});
const run = (register: StaffedRegister, ...rows: readonly ImportRow[]) =>
  register.run<Imported>('import', { rows, isDryRun: false });
const list = (register: StaffedRegister, purpose: string) =>
  register.run<ListedPeople>('list', { purpose, reason: 'a reason' });
const proofOf = async (register: StaffedRegister) =>
  (await register.run<Proof>('prove', { who: 'alex@canary.example', purpose: 'rights', reason: 'a request' }))
    .declarations;

describe('a row of an import', () => {
  it('becomes a declaration per wording, time and evidence', async () => {
    const register = new StaffedRegister();
    const later = { wording: 'May we ask you?', time: '2026-11-05T08:00:00+02:00' };
    const purposes = [
      given('information'),
      given('market-research', later),
      given('transfer:example-optics'),
    ];
    expect(await run(register, row({ given: purposes }))).toMatchObject({ accepted: 1, refused: [] });
    expect(await proofOf(register)).toMatchObject([
      {
        text: PROOF.wording,
        submitted: '2026-11-02T10:00:00.000Z',
        decisions: { information: 'given', 'transfer:example-optics': 'given' },
      },
      {
        text: 'May we ask you?',
        submitted: '2026-11-05T06:00:00.000Z',
        decisions: { 'market-research': 'given' },
      },
    ]);
    expect(await list(register, 'service')).toMatchObject({ count: 0 });
    expect(await list(register, 'customization')).toMatchObject({ count: 0 });
    expect(await register.send()).toEqual([]);
  });

  it('lets the service stand where it was asked for, and as long as it lasts alone', async () => {
    const register = new StaffedRegister();
    const fields = { name: 'Alex', email: 'alex@canary.example', question: 'How?' };
    const inquiry = (time: string) => row({ form: 'inquiry', fields, given: [given('service', { time })] });
    expect(await run(register, inquiry('2026-08-31'))).toMatchObject({
      refused: [{ reason: expect.stringMatching(/^service\.time: expired/) }],
    });
    expect(await run(register, inquiry('2026-09-02'))).toMatchObject({ accepted: 1 });
    expect(await list(register, 'service')).toMatchObject({ count: 1 });
    register.now += 2 * DAY_MS;
    expect(await list(register, 'service')).toMatchObject({ count: 0 });
  });

  it('lapses 24 months after it was given, not after it was imported', async () => {
    const register = new StaffedRegister();
    const old = given('information', { time: '2024-12-02T09:00:00Z' });
    expect(await run(register, row({ given: [old] }))).toMatchObject({ accepted: 1 });
    expect(await list(register, 'information')).toMatchObject({ count: 1 });
    register.now += 2 * DAY_MS;
    expect(await list(register, 'information')).toMatchObject({ count: 0 });
  });

  it('is local to the time zone where it names no offset, a day its start', async () => {
    const register = new StaffedRegister({}, { timeZone: 'Europe/Berlin' });
    for (const time of ['2026-07-02', '2026-07-02 12:30', '2026-07-02T12:30:59.123'])
      await run(register, row({ given: [given('information', { time })] }));
    expect((await proofOf(register)).map(({ submitted }) => submitted)).toEqual([
      '2026-07-01T22:00:00.000Z',
      '2026-07-02T10:30:00.000Z',
      '2026-07-02T10:30:59.000Z',
    ]);
  });

  const noon = '2026-11-30T09:00:00Z';
  it.each<[string, Partial<ImportRow>, string | RegExp]>([
    ['without a form', { form: '' }, 'form: is missing'],
    ['of an unknown form', { form: 'canary' }, 'form: there is no form of that id'],
    ['without a language', { language: '' }, 'language: is missing'],
    ['in a language that the register lacks', { language: 'canary' }, /^language: is none of register.json/],
    ['without an address', { fields: { name: 'Alex Canary' } }, /^row: has no e-mail address/],
    ['without a purpose', { given: [] }, 'row: no purpose has a wording, a time and an evidence'],
    ['with a field of another form', { fields: { ...row().fields, question: 'canary' } }, /^fields: /],
    ['with an unknown topic', { topics: ['canary'] }, /^topics: /],
    ['with an unknown purpose', { given: [given('newsletter')] }, /^newsletter: form workshop has no such/],
    ['with an unknown recipient', { given: [given('transfer:nobody')] }, /^transfer:nobody: form workshop/],
    [
      'with a time that is none',
      { given: [given('information', { time: '2026-02-30' })] },
      /time: is no time/,
    ],
    ['with a time in words', { given: [given('information', { time: 'canary' })] }, /time: is no time/],
    [
      'of the future',
      { given: [given('information', { time: '2026-11-30T09:00:01Z' })] },
      /lies in the future$/,
    ],
    [
      'of 24 months ago',
      { given: [given('information', { time: '2024-11-30T09:00:00Z' })] },
      /time: expired/,
    ],
    [
      'whose words do not name the recipient',
      { given: [given('transfer:example-calibration', { time: noon })] },
      'transfer:example-calibration.wording: does not name the recipient, so nobody approved of that one',
    ],
    [
      'whose words hold the address',
      { given: [given('information', { wording: 'We write to Alex@Canary.example' })] },
      /holds the person's own data/,
    ],
    [
      'whose words hold the name',
      { given: [given('information', { wording: 'Dear ALEX CANARY, may we?' })] },
      /holds the person's own data/,
    ],
    [
      'whose words never end',
      { given: [given('information', { wording: 'x'.repeat(20_001) })] },
      /longer than/,
    ],
    [
      'whose words are binary',
      { given: [given('information', { wording: 'a\u0000b' })] },
      /control characters/,
    ],
  ])('%s is refused, and its reason repeats no cell', async (_what, changes, reason) => {
    const register = new StaffedRegister();
    const imported = await run(
      register,
      row(changes),
      row({ row: 3, fields: { name: 'B', email: 'b@b.example' } }),
    );
    expect(imported).toMatchObject({
      accepted: 1,
      refused: [{ row: 2, reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) }],
    });
    expect(JSON.stringify(imported)).not.toMatch(/canary/i);
    expect(JSON.stringify(register.log.events)).not.toMatch(/canary/i);
  });

  it('is refused with any part of its proof missing, and accepted with all of it', async () => {
    const parts = ['wording', 'time', 'evidence', 'form', 'language', 'email'] as const;
    await fc.assert(
      fc.asyncProperty(fc.subarray([...parts]), async (missing) => {
        const register = new StaffedRegister();
        const drop = (part: (typeof parts)[number], value: string) => (missing.includes(part) ? '' : value);
        const { refused, accepted } = await run(
          register,
          row({
            form: drop('form', 'workshop'),
            language: drop('language', 'en'),
            fields: { name: 'Alex', ...(missing.includes('email') ? {} : { email: 'alex@canary.example' }) },
            given: [
              given('information', {
                wording: drop('wording', PROOF.wording),
                time: drop('time', PROOF.time),
                evidence: drop('evidence', PROOF.evidence),
              }),
              given('market-research'),
            ],
          }),
        );
        const isWhole = missing.length === 0;
        expect([accepted, refused.length]).toEqual(isWhole ? [1, 0] : [0, 1]);
        expect((await list(register, 'information')).count).toBe(isWhole ? 1 : 0);
        expect((await list(register, 'market-research')).count).toBe(isWhole ? 1 : 0);
      }),
    );
  });

  it('counts whether its address is typed in upper case or with another spelling of the domain', async () => {
    const register = new StaffedRegister();
    const typed = (email: string) => row({ fields: { name: 'Alex', email } });
    await run(register, typed('alex@bücher.example'), typed('ALEX@xn--bcher-kva.example'));
    expect((await list(register, 'information')).count).toBe(1);
    await register.run('erase', { who: 'alex@bücher.example' });
    expect(await run(register, typed('Alex@BÜCHER.example'))).toMatchObject({ accepted: 0, suppressed: 1 });
  });
});

describe('an import while others act', () => {
  it('leaves out whom an erasure reaches between reading and storing, evidence included', async () => {
    const register = new StaffedRegister();
    await run(register, row());
    const [first] = [...register.log.state.submissions.keys()];
    let once = true;
    register.log.onAppend = () => {
      if (!once) return;
      once = false;
      register.log.put(
        { event: 'suppressed', at: '2026-11-30T09:00:00Z', hash: 'alex@canary.example', cause: 'erased' },
        {
          event: 'erased',
          at: '2026-11-30T09:00:00Z',
          ref: register.log.state.refByKey.get('alex@canary.example') ?? '',
          cause: 'request',
        },
      );
    };
    const other = row({ row: 3, fields: { name: 'B', email: 'b@b.example' } });
    const imported = await run(register, row({ given: [given('customization')] }), other);
    expect(imported).toMatchObject({ accepted: 1, suppressed: 1 });
    expect((await list(register, 'customization')).count).toBe(0);
    expect((await list(register, 'information')).count).toBe(1);
    expect(register.removed).toHaveLength(1);
    expect(register.removed).not.toContain(first);
  });

  it('gives an address that somebody confirms meanwhile to that person', async () => {
    const register = new StaffedRegister();
    let once = true;
    register.log.onAppend = () => {
      if (!once) return;
      once = false;
      void register.log.put(
        {
          event: 'submitted',
          at: '2026-11-30T09:00:00Z',
          submission: 's1',
          ref: 'p1',
          form: 'workshop',
          kind: 'workshop',
          notice: 'n',
          language: 'en',
          topics: [],
          decisions: {},
          channel: 'form',
          received: '2026-11-30T09:00:00Z',
          by: 'person',
        },
        {
          event: 'values',
          at: '2026-11-30T09:00:00Z',
          submission: 's1',
          fields: { email: 'alex@canary.example' },
          addressField: 'email',
        },
        { event: 'confirmed', at: '2026-11-30T09:00:00Z', submission: 's1', ref: 'p1' },
      );
    };
    expect(await run(register, row())).toMatchObject({ accepted: 1 });
    expect((await list(register, 'information')).people.map(({ ref }) => ref)).toEqual(['p1']);
  });

  it('does not revive a purpose that was withdrawn, also once nothing of the person is held', async () => {
    const register = new StaffedRegister();
    await run(register, row());
    await register.run('withdraw', { who: 'alex@canary.example', only: ['information'] });
    await register.run('retention', { isDryRun: false });
    expect(register.log.state.refByKey.size).toBe(0);
    const again = row({ given: [given('information', { time: '2026-11-29' })] });
    expect(await run(register, row(), again)).toMatchObject({
      accepted: 0,
      refused: [{ reason: 'information: withdrawn after this declaration' }, {}],
    });
    register.now += 2 * DAY_MS;
    const later = row({ given: [given('information', { time: '2026-12-01' })] });
    expect(await run(register, later)).toMatchObject({ accepted: 1 });
  });

  it.each(['information', 'all'])(
    'heeds a withdrawal of %s by the person under another address',
    async (scope) => {
      const register = new StaffedRegister();
      await run(register, row({ given: [given('service'), given('market-research')] }));
      const ref = register.log.state.refByKey.get('alex@canary.example') ?? '';
      const at = '2026-11-30T08:00:00Z';
      const withdrawn = {
        event: 'withdrawn',
        at,
        ref,
        scope,
        received: at,
        channel: 'letter',
        by: 'staff',
      } as const;
      register.log.put(withdrawn);
      expect(await run(register, row())).toMatchObject({
        accepted: 0,
        refused: [{ reason: 'information: withdrawn after this declaration' }],
      });
      const later = [given('information', { time: '2026-11-30T08:30:00Z' })];
      expect(await run(register, row({ given: later }))).toMatchObject({ accepted: 1 });
    },
  );

  it('does not bring back what was closed, and erased by retention since', async () => {
    const register = new StaffedRegister();
    const closed = row({
      form: 'inquiry',
      fields: { name: 'Alex', email: 'alex@canary.example', question: 'q' },
      given: [given('service')],
    });
    await run(register, closed);
    const [id = ''] = register.log.state.submissions.keys();
    await register.run('close', { submission: id });
    await register.run('retention', { isDryRun: false });
    expect(await run(register, closed)).toMatchObject({
      accepted: 0,
      refused: [{ reason: 'row: was imported before and has been erased since' }],
    });
  });
});
