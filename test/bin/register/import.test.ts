/** `headcount register import`: people from an older system, by real commands and files. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { confirmed, RegisterPlace, RIGHTS } from '../../support/register-place.ts';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
  place.configure();
  place.place.setClock('2027-01-10T12:00:00Z');
});
afterEach(() => place.dispose());

interface Outcome {
  readonly accepted: number;
  readonly refused: readonly { readonly row: number; readonly reason: string }[];
  readonly suppressed: number;
}

const HEADER =
  'form,language,name,email,topics,information.wording,information.time,information.evidence,' +
  'transfer:example-optics.wording,transfer:example-optics.time,transfer:example-optics.evidence';
const WORDS = '"May we write to you, and tell Example Optics?\nNo is fine, too."';
const anna = (rest = '2026-11-02T10:00:00Z,line 7') =>
  `workshop,en,Anna,anna@canary.example,,${WORDS},${rest},,,`;

async function run(lines: readonly string[], ...words: readonly string[]) {
  writeFileSync(join(place.folder, 'people.csv'), lines.join('\n'));
  const { status, stdout, stderr } = await place.run('import', 'people.csv', ...words, '--json');
  expect(stderr).not.toMatch(/canary/i);
  return { status, stderr, ...(stdout === '' ? {} : { outcome: JSON.parse(stdout) as Outcome }) };
}
const listed = async (purpose: string, ...words: readonly string[]) =>
  (
    await place.json<{ people: readonly { ref: string; values: { email: string }; since: string }[] }>(
      'list',
      '--purpose',
      purpose,
      '--reason',
      'a reason',
      ...words,
    )
  ).people;

describe('import', () => {
  it('takes people with words, time and evidence; what they gave stands at once, from its own time', async () => {
    expect(await run([HEADER, anna()])).toEqual({
      status: 0,
      stderr: '',
      outcome: { accepted: 1, refused: [], suppressed: 0 },
    });
    expect(await listed('information')).toMatchObject([
      { values: { email: 'anna@canary.example' }, since: '2026-11-02T10:00:00.000Z' },
    ]);
    expect(await listed('service')).toEqual([]);
    expect(await listed('market-research')).toEqual([]);
    expect(await place.mails('')).toEqual([]);
    expect(await place.json('prove', 'anna@canary.example', ...RIGHTS)).toMatchObject({
      declarations: [
        {
          channel: 'import',
          submitted: '2026-11-02T10:00:00.000Z',
          text: 'May we write to you, and tell Example Optics?\nNo is fine, too.',
          decisions: { information: 'given' },
        },
      ],
    });
    const [evidence = ''] = readdirSync(join(place.data, 'evidence'));
    expect(readFileSync(join(place.data, 'evidence', evidence), 'utf8')).toBe('line 7');
  });

  it('refuses a row by number and reason, stores the others, and repeats no cell', async () => {
    const { status, stderr, outcome } = await run([
      HEADER,
      anna(',canaryline'),
      '',
      `workshop,en,Berta,berta@canary.example,,${WORDS},2026-11-02,canaryline,,,`,
      `workshop,en,Cara,cara@canary.example,canarytopic,,,,${WORDS},2999-11-02,canaryline`,
    ]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^headcount: 2 of the rows [^\n]+\n$/);
    expect(outcome).toEqual({
      accepted: 1,
      refused: [
        { row: 2, reason: 'information.time: is missing' },
        {
          row: 5,
          reason:
            'topics: Please choose only what this form offers.; ' +
            'transfer:example-optics.time: lies in the future',
        },
      ],
      suppressed: 0,
    });
    expect((await listed('information')).map(({ values }) => values.email)).toEqual(['berta@canary.example']);
  });

  it('changes nothing for the same rows again, nor for what the person corrected since', async () => {
    expect((await run([HEADER, anna(), anna()])).outcome).toMatchObject({ accepted: 2 });
    expect(await listed('information')).toHaveLength(1);
    const before = place.events().filter(({ event }) => event !== 'read');
    const again = await run([HEADER, anna()]);
    expect(again).toMatchObject({ status: 0, outcome: { accepted: 1, refused: [], suppressed: 0 } });
    expect(again.stderr).toBe('already there, and left as they are: 1 of the accepted rows\n');
    expect(place.events().filter(({ event }) => event !== 'read')).toEqual(before);
  });

  it('with --dry-run says the same and stores nothing', async () => {
    const lines = [HEADER, anna(), anna(',')];
    const dry = await run(lines, '--dry-run');
    expect(place.events()).toEqual([]);
    expect(existsSync(join(place.data, 'evidence'))).toBe(false);
    expect((await run(lines)).outcome).toEqual(dry.outcome);
  });

  it('leaves out who was erased, withdrew everything or wants no mail, and lets nobody revive a purpose', async () => {
    await run([HEADER, anna()]);
    await place.json('withdraw', 'anna@canary.example', '--only', 'information');
    const older = (await run([HEADER, anna(), anna('2026-12-24,other evidence')])).outcome;
    expect(older).toEqual({
      accepted: 0,
      refused: [2, 3].map((row) => ({ row, reason: 'information: withdrawn after this declaration' })),
      suppressed: 0,
    });
    await place.json('retention');
    expect(await place.run('show', 'anna@canary.example', ...RIGHTS)).toMatchObject({ status: 1 });
    expect((await run([HEADER, anna('2026-12-24,other evidence')])).outcome).toMatchObject({ accepted: 0 });
    place.place.setClock('2027-01-12T12:00:00Z');
    expect((await run([HEADER, anna('2027-01-11,a letter')])).outcome).toMatchObject({ accepted: 1 });
    await place.json('erase', 'anna@canary.example');
    expect(await run([HEADER, anna('2027-01-11,a letter')])).toMatchObject({
      status: 0,
      outcome: { accepted: 0, refused: [], suppressed: 1 },
    });
    expect(await listed('information')).toEqual([]);
  });

  it('keeps files as wording and evidence, of the folder of the CSV alone', async () => {
    mkdirSync(join(place.folder, 'proof'));
    const scan = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 10]);
    writeFileSync(join(place.folder, 'proof', 'scan.pdf'), scan);
    writeFileSync(join(place.folder, 'words.txt'), 'May we write?\r\n');
    const row = (evidence: string) =>
      `workshop,en,Anna,anna@canary.example,,file:words.txt,2026-11-02,${evidence},,,`;
    const names = ['file:proof/scan.pdf', 'file:../secret', 'file:/etc/hostname', 'file:none', 'words.txt'];
    const { outcome } = await run([HEADER, ...names.map(row)]);
    expect(outcome?.accepted).toBe(1);
    expect(outcome?.refused.map(({ row: number }) => number)).toEqual([3, 4, 5, 6]);
    const [evidence = ''] = readdirSync(join(place.data, 'evidence'));
    expect(readFileSync(join(place.data, 'evidence', evidence))).toEqual(scan);
    expect(await place.json('prove', 'anna@canary.example', ...RIGHTS)).toMatchObject({
      declarations: [{ text: 'May we write?' }],
    });
  });

  it('gives an address that is known to the same person, beside a register that runs', async () => {
    const server = await place.start();
    const fields = { name: 'Anna', email: 'Anna@canary.example' };
    const submission = await confirmed(place, server.url, { fields });
    const { ref } = await place.json<{ ref: string }>('show', submission, ...RIGHTS);
    expect((await run([HEADER, anna()])).outcome).toMatchObject({ accepted: 1 });
    expect(await listed('information')).toMatchObject([{ ref }]);
    await server.stop();
  });

  it.each([
    ['semicolons', HEADER.replaceAll(',', ';'), /commas/],
    ['an unknown column', `${HEADER},canary`, /column 12/],
    ['the same column twice', `${HEADER},name`, /column 12/],
    ['a quote that is not closed', `${HEADER}\nworkshop,"canary`, /no CSV/],
    ['nothing in it', '', /empty/],
    ['no header', 'workshop,en,canary@canary.example', /column 1 /],
  ])('refuses a file with %s with exit 2', async (_what, text, said) => {
    const { status, stderr, outcome } = await run([text]);
    expect({ status, outcome }).toEqual({ status: 2, outcome: undefined });
    expect(stderr).toMatch(/^headcount: [^\n]+\n$/);
    expect(stderr).toMatch(said);
  });
});
