/** The survey by real commands: formats, files, and nothing of a person in any of them. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RegisterEvent } from '#core/register/event';
import { RegisterPlace } from '../../support/register-place.ts';

const CANARY = 'canary-of-a-person';
const PEOPLE = 60;
/** Of the last year, whatever the clock says: 2025 is over. */
const AT = '2025-03-10T10:00:00.000Z';

const place = new RegisterPlace();
beforeAll(async () => {
  place.configure({ survey: { k: 10 } });
  // Makes the folder and its keys.
  await place.run('doctor');
  const events = Array.from({ length: PEOPLE }, (_, index) => registered(index)).flat();
  appendFileSync(
    join(place.data, 'register.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
});
afterAll(() => place.dispose());

/** Everybody has canaries in all that can be typed; a third typed no country, the last three one of their own. */
function registered(index: number): readonly RegisterEvent[] {
  const [submission, ref] = [`submission-${CANARY}-${index}`, `ref-${CANARY}-${index}`];
  const country = index < PEOPLE - 3 ? ['Germany', 'AT', `${CANARY} land`][index % 3] : 'France';
  const fields = {
    name: CANARY,
    email: `${CANARY}${index}@customer.example`,
    wishes: CANARY,
    country: country ?? '',
  };
  return [
    {
      event: 'submitted',
      at: AT,
      submission,
      ref,
      form: 'workshop',
      kind: 'workshop',
      notice: 'n',
      language: index % 3 === 0 ? 'de' : 'en',
      topics: ['microscopes'],
      decisions: { 'market-research': 'given' },
      channel: 'letter',
      received: AT,
      by: 'staff:test',
    },
    { event: 'values', at: AT, submission, fields },
  ];
}

const surveyReads = () => place.events().filter(({ purpose }) => purpose === 'market-research');

/** All that a command printed or wrote. */
async function everything(...words: readonly string[]): Promise<string> {
  const out = join(place.folder, 'out');
  rmSync(out, { recursive: true, force: true });
  const { status, stdout, stderr } = await place.run(...words);
  expect(status, stderr).toBe(0);
  const files = existsSync(out)
    ? statSync(out).isDirectory()
      ? readdirSync(out).map((name) => `${name}\n${readFileSync(join(out, name), 'utf8')}`)
      : [readFileSync(out, 'utf8')]
    : [];
  const text = [stdout, stderr, ...files].join('\n');
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain('customer.example');
  // CSV of a page is in its links.
  for (const [, encoded = ''] of text.matchAll(/base64,([A-Za-z0-9+/=]+)/g))
    expect(Buffer.from(encoded, 'base64').toString()).not.toContain(CANARY);
  return text;
}

describe('register survey', () => {
  it('prints a table marked INTERNAL, in which whoever is few takes a second cell along', async () => {
    const text = await everything('survey');
    expect(text).toMatch(/^INTERNAL {2}register · survey · /);
    expect(text).toMatch(/People\n +60\n/);
    expect(text).toMatch(/microscopes +60 +100\.0 %/);
    // The three of France would follow from the total.
    expect(text).toMatch(/AT +19 +31\.7 %\n +\(other\) +19 +31\.7 %\n +\(cells under 10 left out\)/);
    expect(text).not.toMatch(/^ +(DE|FR) /m);
    expect(text).toContain('the read is on record');
  });

  it('writes JSON, a folder of CSV files, one table into a pipe, and a page with charts', async () => {
    const json = JSON.parse((await place.run('survey', '--json', '--quiet')).stdout) as {
      readonly inside: boolean;
      readonly method: object;
      readonly tables: readonly { readonly name: string }[];
    };
    expect(json.inside).toBe(true);
    expect(json.method).toEqual({ unit: 'person', k: 10, bounds: {} });
    expect(json.tables.map(({ name }) => name)).toEqual([
      'total',
      'topics',
      'kinds',
      'months',
      'countries',
      'languages',
      'withdrawn',
    ]);
    const folder = await everything('survey', '--format', 'csv', '--out', join(place.folder, 'out'));
    expect(folder).toMatch(
      /register\.survey\.languages\.\d{4}-\d\d-\d\d\.\d{4}-\d\d-\d\d\.csv\nlanguage,people,share/,
    );
    expect(await everything('survey', '--table', 'languages')).toContain(
      '\r\nen,40,66.67\r\nde,20,33.33\r\n',
    );
    const page = await everything('survey', '--format', 'html', '--out', join(place.folder, 'out'));
    expect(page).toMatch(/<b>INTERNAL<\/b>[\s\S]*<svg [\s\S]*Austria/);
  });

  it.each([
    [['--year', '2025'], '--year is for --released'],
    [['--released', '--year', 'x'], '--year takes a year'],
    [['--released', '--year', '9998'], '9998 is not over'],
    [['--format', 'pdf'], '--format takes'],
    [['--reason', 'for ada@customer.example'], 'e-mail address'],
  ])('refuses %j with status 2, and records no read', async (words, message) => {
    const before = place.events().length;
    const { status, stdout, stderr } = await place.run('survey', ...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('ada@');
    expect(place.events().length).toBe(before);
  });
});

describe('report --inside register', () => {
  const ours = ['--register-config', 'register.json', '--register-data', 'register-data'];
  const report = (...words: readonly string[]) => place.place.run(['report', ...words, ...ours]);

  it('prints the survey, without a word of usage', async () => {
    const before = readdirSync(place.folder, { recursive: true });
    const { status, stdout, stderr } = await report('register', '--inside');
    expect(status, stderr).toBe(0);
    expect(stdout).toBe((await place.run('survey')).stdout);
    expect(readdirSync(place.folder, { recursive: true })).toEqual(before);
  });

  it.each([
    [['register'], 'is internal'],
    [['register', 'demand', '--inside'], 'name it alone'],
    [['register', '--inside', '--period', '2025'], 'leave sites and periods out'],
    [['register', '--inside', '--target', 'aws'], 'leave it out with --target aws'],
    [['register', '--inside', '--config', 'headcount.json'], 'does not read: use --register-config'],
    [['register', '--inside', '--data', './data'], 'does not read: use --register-data'],
  ])('refuses %j with status 2', async (words, message) => {
    const { status, stdout, stderr } = await report(...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('register survey --released', () => {
  const file = join(place.data, 'survey', '2025.json');

  it('is drawn once and kept where nobody else may read it; later calls print the same, also of a running register', async () => {
    const words = ['survey', '--released', '--year', '2025', '--json', '--quiet'];
    const first = await everything(...words);
    const kept = readFileSync(file, 'utf8');
    expect(kept).not.toContain(CANARY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(place.data, 'survey')).mode & 0o777).toBe(0o700);
    const reads = surveyReads();
    const server = await place.start();
    const both = await Promise.all([everything(...words), everything(...words)]);
    expect(await server.stop()).toBe(0);
    expect(both).toEqual([first, first]);
    expect(readFileSync(file, 'utf8')).toBe(kept);
    expect(surveyReads()).toEqual(reads);
  });

  it('gives two commands at once one draw', async () => {
    const server = await place.start();
    const words = ['survey', '--released', '--year', '2024', '--json', '--quiet'];
    const both = await Promise.all([place.run(...words), place.run(...words)]);
    expect(await server.stop()).toBe(0);
    expect(both[0]?.status).toBe(0);
    expect(both[0]?.stdout).toBe(both[1]?.stdout);
  });

  it('says in text and page how uncertain each figure is, and is not marked INTERNAL', async () => {
    const text = await everything('survey', '--released', '--year', '2025');
    expect(text).toContain('Released figures, with noise added on purpose.');
    expect(text).toMatch(/People +(about \d+ \(\d+ to \d+\)|at most \d+)/);
    expect(text).not.toContain('INTERNAL');
    const out = ['--format', 'html', '--out', join(place.folder, 'out')];
    const page = await everything('survey', '--released', '--year', '2025', ...out);
    expect(page).toContain('Every figure is an estimate');
    expect(page).not.toContain('INTERNAL');
  });

  it('comes back with a backup, or from beside what was given up, so that no year is drawn twice', async () => {
    const backup = join(place.folder, 'backup');
    cpSync(place.data, backup, { recursive: true });
    const restoreInto = async (name: string, givenUp: string) => {
      const restored = join(place.folder, name);
      const { status, stderr } = await place.run(
        'restore',
        backup,
        '--given-up',
        givenUp,
        '--data',
        restored,
      );
      expect(status, stderr).toBe(0);
      return readFileSync(join(restored, 'survey', '2025.json'), 'utf8');
    };
    expect(await restoreInto('restored', join(backup, 'given-up.jsonl'))).toBe(readFileSync(file, 'utf8'));
    // The backup was made before the draw; the lines are taken from the folder that was in use.
    rmSync(join(backup, 'survey'), { recursive: true });
    expect(await restoreInto('restored-too', join(place.data, 'given-up.jsonl'))).toBe(
      readFileSync(file, 'utf8'),
    );
  });

  it('is missed by doctor where no copy of it is known', async () => {
    const codes = async () =>
      (await place.json<{ warnings: readonly { code: string }[] }>('doctor')).warnings.map(
        ({ code }) => code,
      );
    expect(await codes()).toContain('survey-copy');
    mkdirSync(join(place.folder, 'copies'));
    cpSync(join(place.data, 'survey'), join(place.folder, 'copies', 'survey'), { recursive: true });
    place.configure({ survey: { k: 10 }, givenUpCopy: 'copies/given-up.jsonl' });
    expect(await codes()).not.toContain('survey-copy');
    place.configure({ survey: { k: 10 } });
  });
});

describe('register plan', () => {
  it('prints the noise of each table, and nothing that depends on a cell', async () => {
    const text = await everything('plan');
    expect(text).toContain('roughly 100 people');
    expect(text).toMatch(/topics +4 +3 +7\.1 +14 +30 +46\.7 % +17 +useful/);
    const { stdout } = await place.run('plan', '--people', '3000', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ report: 'plan', inside: true, site: 'register' });
    expect((await place.run('plan', '--people', '0')).status).toBe(2);
  });
});
