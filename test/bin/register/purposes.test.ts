/** Reading personal data by command: purpose, reason, who is meant, and what is left in the log of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';

const place = new RegisterPlace();
let submission = '';
beforeAll(async () => {
  place.configure();
  submission = await place.add(
    'workshop',
    { name: 'Canary Quill', email: 'Canary.Quill@bücher.example', wishes: 'canary-wish' },
    '--give',
    'information,transfer:example-optics',
  );
});
afterAll(() => place.dispose());

const reads = () => place.events().filter(({ event, reader }) => event === 'read' && reader !== 'mailer');
const who = 'canary.quill@xn--bcher-kva.example';
const reason = ['--reason', 'a reason'];

/** Commands that print or hand over personal data, without purpose and reason, and the purpose that each takes. */
const READING: readonly (readonly [string, readonly string[], string])[] = [
  ['list', ['list'], 'information'],
  ['show', ['show', who], 'rights'],
  ['export', ['export', who], 'rights'],
  ['prove', ['prove', who], 'rights'],
  ['transfer', ['transfer', 'example-optics', '--dry-run'], 'transfer:example-optics'],
];

describe.each(READING)('%s', (_name, words, purpose) => {
  it.each([
    ['no purpose', reason],
    ['no reason', ['--purpose', purpose]],
    ['an empty purpose', ['--purpose', '', ...reason]],
    ['a blank reason', ['--purpose', purpose, '--reason', '  ']],
    ['a reason with an address', ['--purpose', purpose, '--reason', 'for canary@example.org']],
    ['an unknown purpose', ['--purpose', 'curiosity', ...reason]],
    ['the purpose of another command', ['--purpose', purpose === 'rights' ? 'service' : 'rights', ...reason]],
  ])('refuses %s with exit 2 and leaves no record', async (_what, more) => {
    const before = place.events().length;
    const { status, stdout, stderr } = await place.run(...words, ...more);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^headcount: [^\n]+\n$/);
    expect(stderr).not.toMatch(/canary/i);
    expect(place.events()).toHaveLength(before);
  });

  it('leaves one record of who read, why and whom, without values', async () => {
    const before = reads().length;
    const { status } = await place.run(...words, '--purpose', purpose, ...reason);
    expect(status).toBe(0);
    const fresh = reads().slice(before);
    expect(fresh).toEqual([
      expect.objectContaining({ purpose, reason: 'a reason', reader: expect.stringMatching(/^staff:/) }),
    ]);
    expect(JSON.stringify(fresh)).not.toMatch(/canary|quill/i);
  });
});

it('list prints people with the latest values, and only fields of submissions that stand', async () => {
  const listed = await place.json('list', '--purpose', 'information', ...reason);
  expect(listed).toEqual({
    purpose: 'information',
    read: expect.stringMatching(/^\d{4}-.*Z$/),
    count: 1,
    people: [
      {
        ref: expect.stringMatching(/^[\w-]{22}$/),
        values: { name: 'Canary Quill', email: 'Canary.Quill@bücher.example', wishes: 'canary-wish' },
        topics: [],
        since: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ],
  });
  const { stdout, stderr } = await place.run('list', '--purpose', 'information', ...reason);
  expect(stdout).toContain('Canary Quill');
  expect(stderr).toBe('1 person for information; the read is on record\n');
  const quiet = await place.run('list', '--purpose', 'information', ...reason, '--quiet', '--format', 'csv');
  expect(quiet.stdout.split('\r\n')[0]).toBe('ref,name,email,wishes,topics,since');
  expect(quiet.stderr).toBe('');
});

it('list counts nobody, with exit 0, for a purpose that nobody gave', async () => {
  const listed = await place.json('list', '--purpose', 'market-research', ...reason);
  expect(listed).toMatchObject({ count: 0, people: [] });
});

it('list refuses a case with an address, which is kept on record', async () => {
  const words = ['list', '--purpose', 'information', ...reason, '--case', 'canary@example.org'];
  expect(await place.run(...words)).toMatchObject({
    status: 2,
    stderr: expect.not.stringContaining('canary'),
  });
});

it('show finds the person by ref, submission and any spelling of the address, also from standard input', async () => {
  const shown = await place.json<{ ref: string }>('show', who, ...RIGHTS);
  for (const name of [shown.ref, submission, ` ${who.toUpperCase()} `, 'CANARY.quill@Bücher.example'])
    expect((await place.json<{ ref: string }>('show', name, ...RIGHTS)).ref).toBe(shown.ref);
  const piped = await place.place.runProcess(['register', 'show', '-', ...RIGHTS, '--json'], `${who}\n`);
  expect((JSON.parse(piped.stdout) as { ref: string }).ref).toBe(shown.ref);
});

it('show prints values, permissions and the events without values; export writes the same for the owner alone', async () => {
  const shown = await place.json('show', who, ...RIGHTS);
  expect(shown).toMatchObject({
    values: { name: 'Canary Quill' },
    transfers: [],
    permissions: expect.arrayContaining([
      { purpose: 'service', state: 'given', since: expect.any(String), submission },
      { purpose: 'information', state: 'given', since: expect.any(String), submission },
      { purpose: 'market-research', state: 'refused', since: expect.any(String), submission },
    ]),
  });
  expect(JSON.stringify(shown['events'])).not.toMatch(/canary/i);
  const exported = await place.run('export', who, ...RIGHTS);
  expect(JSON.parse(exported.stdout)).toMatchObject({ ref: shown['ref'], values: shown['values'] });
});

it.each([['show'], ['export'], ['prove']])(
  '%s of somebody who is not known exits 1 in one line',
  async (name) => {
    const { status, stdout, stderr } = await place.run(name, 'canary@nowhere.example', ...RIGHTS);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^headcount: nobody is known [^\n]+\n$/);
    expect(stderr).not.toContain('canary');
  },
);

it('a command that is none, and an empty WHO, exit 2 and say what there is', async () => {
  expect(await place.run('shwo')).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^headcount: [^\n]+\n$/),
  });
  expect(await place.run('show', '', ...RIGHTS)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('WHO'),
  });
});

it.each([
  'start',
  'list',
  'show',
  'export',
  'prove',
  'add',
  'withdraw',
  'erase',
  'close',
  'transfer',
  'answer',
  'tell',
  'retention',
  'cases',
  'restore',
  'record',
  'doctor',
])('%s --help prints its options and exits 0', async (name) => {
  const { status, stdout, stderr } = await place.run(name, '--help');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const option of ['--config', '--data', '--json', '--quiet', '--help'])
    expect(stdout).toContain(option);
});
