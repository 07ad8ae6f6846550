/** Commands that fail, for whatever reason, say nothing of what was typed or stood in their files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../../support/program.ts';
import { RegisterPlace, RIGHTS } from '../../support/register-place.ts';

const KNOWN = 'canary.quill@canary.example';
const NOBODY = 'canary.nobody@canary.example';
const REASON = ['--reason', 'canary for canary@canary.example'];
const FINE = ['--reason', 'a reason'];
const LETTER = ['--channel', 'letter', '--received', '2026-11-02', '--evidence', 'canary-evidence.txt'];
const FIELDS = ['name=Canary Quill', `email=${KNOWN}`];
const TEXT = ['--text', 'text.txt'];

/** Why a command fails, its words, and its exit status. */
const FAILING: readonly (readonly [string, readonly string[], 1 | 2])[] = [
  ['a command that is none', [KNOWN], 2],
  ['list: a reason with an address', ['list', '--purpose', 'information', ...REASON], 2],
  ['list: a purpose that is none', ['list', '--purpose', KNOWN, ...FINE], 2],
  ['list: a form that is none', ['list', '--purpose', 'service', ...FINE, '--form', KNOWN], 2],
  ['list: a case with an address', ['list', '--purpose', 'service', ...FINE, '--case', KNOWN], 2],
  ['list: a format that is none', ['list', '--purpose', 'service', ...FINE, '--format', KNOWN], 2],
  ['list: a word too many', ['list', KNOWN, '--purpose', 'service', ...FINE], 2],
  ['show: an address that begins like an option', ['show', `-${KNOWN}`, ...RIGHTS], 2],
  ['show: an option that is misspelt', ['show', KNOWN, ...RIGHTS, `--reasn=for ${KNOWN}'s`], 2],
  ['show: a word too many', ['show', KNOWN, NOBODY, ...RIGHTS], 2],
  ['show: a reason with an address', ['show', KNOWN, '--purpose', 'rights', ...REASON], 2],
  ['show: another purpose', ['show', KNOWN, '--purpose', 'canary', ...FINE], 2],
  ['show: nobody', ['show', NOBODY, ...RIGHTS], 1],
  ['show: no address', ['show', 'canary@', ...RIGHTS], 2],
  ['show: no ref', ['show', 'canary', ...RIGHTS], 1],
  ['export: nobody', ['export', NOBODY, ...RIGHTS], 1],
  ['export: a reason with an address', ['export', KNOWN, '--purpose', 'rights', ...REASON], 2],
  ['prove: nobody', ['prove', NOBODY, ...RIGHTS], 1],
  ['prove: a reason with an address', ['prove', KNOWN, '--purpose', 'rights', ...REASON], 2],
  ['add: a form that is none', ['add', KNOWN, ...LETTER, ...FIELDS], 2],
  ['add: a value without its field', ['add', 'workshop', ...LETTER, ...FIELDS, 'Canary'], 2],
  ['add: an address that is none', ['add', 'workshop', ...LETTER, 'name=Canary', 'email=canary@'], 2],
  ['add: a required field that is missing', ['add', 'inquiry', ...LETTER, ...FIELDS], 2],
  ['add: a text too long', ['add', 'workshop', ...LETTER, `name=${'canary'.repeat(999)}`], 2],
  ['add: a channel that is none', ['add', 'workshop', ...LETTER, '--channel', KNOWN, ...FIELDS], 2],
  ['add: a day that is none', ['add', 'workshop', ...LETTER, '--received', KNOWN, ...FIELDS], 2],
  ['add: a language that is none', ['add', 'workshop', ...LETTER, '--language', KNOWN, ...FIELDS], 2],
  ['add: a purpose that is none', ['add', 'workshop', ...LETTER, '--give', KNOWN, ...FIELDS], 2],
  ['add: a topic that is none', ['add', 'workshop', ...LETTER, '--topics', KNOWN, ...FIELDS], 2],
  ['withdraw: nobody', ['withdraw', NOBODY, '--evidence', 'canary-evidence.txt'], 1],
  ['withdraw: a purpose that is none', ['withdraw', KNOWN, '--only', KNOWN], 2],
  ['withdraw: a channel that is none', ['withdraw', KNOWN, '--channel', KNOWN], 2],
  ['withdraw: a day that is none', ['withdraw', KNOWN, '--received', KNOWN], 2],
  ['erase: nobody', ['erase', NOBODY], 1],
  ['erase: no address', ['erase', 'canary@'], 2],
  ['close: no submission', ['close', KNOWN], 1],
  ['transfer: no recipient', ['transfer', KNOWN, '--purpose', KNOWN, ...FINE, '--dry-run'], 2],
  ['transfer: another purpose', ['transfer', 'example-optics', '--purpose', KNOWN, ...FINE, '--dry-run'], 2],
  [
    'transfer: a reason with an address',
    ['transfer', 'example-optics', '--purpose', 'transfer:example-optics', ...REASON, '--dry-run'],
    2,
  ],
  ['answer: nobody', ['answer', NOBODY, ...TEXT], 1],
  ['answer: nothing is open', ['answer', KNOWN, ...TEXT, '--attach', 'text.txt'], 1],
  ['tell: a form that is none', ['tell', KNOWN, ...TEXT], 2],
  ['retention: a word too many', ['retention', KNOWN], 2],
  ['mail: a file that is missing', ['mail', `${KNOWN}.eml`], 1],
  ['mail: a folder that is no maildir', ['mail', 'register'], 1],
  ['mail: an option that is none', ['mail', 'text.txt', `--from=${KNOWN}`], 2],
  ['inform: nobody', ['inform', NOBODY, '--purpose', 'information', ...FINE], 1],
  ['inform: another purpose', ['inform', KNOWN, '--purpose', KNOWN, ...FINE], 2],
  ['inform: a reason with an address', ['inform', KNOWN, '--purpose', 'information', ...REASON], 2],
  ['import: a file that is none', ['import', 'canary-evidence.txt'], 2],
  ['import: a row without evidence', ['import', 'older.csv'], 1],
  ['survey: a reason with an address', ['survey', ...REASON], 2],
  ['survey: a table that is none', ['survey', '--table', KNOWN], 2],
  ['survey: a year that is none', ['survey', '--released', '--year', KNOWN], 2],
  ['plan: a number that is none', ['plan', '--people', KNOWN], 2],
  ['cases: no open case', ['cases', '--close', KNOWN], 1],
  ['restore: into a log', ['restore', '.', '--given-up', 'text.txt'], 1],
  ['restore: no such option', ['restore', '.', '--given-up', 'text.txt', `--who=${KNOWN}`], 2],
  ['record: a word too many', ['record', KNOWN], 2],
  ['doctor: a case is open', ['doctor', '--quiet'], 1],
  ['start: a port that is none', ['start', '--port', KNOWN], 2],
];

describe.each(['without a server', 'beside a running register'])('%s', (name) => {
  const place = new RegisterPlace();
  let server: Running | undefined;
  beforeAll(async () => {
    place.configure();
    writeFileSync(join(place.folder, 'text.txt'), 'canary-text');
    writeFileSync(join(place.folder, 'canary-evidence.txt'), 'canary-evidence');
    writeFileSync(
      join(place.folder, 'older.csv'),
      `form,language,name,email,information.wording,information.time\nworkshop,en,Canary Quill,${KNOWN},May we?,2026-11-02\n`,
    );
    const submission = await place.add(
      'workshop',
      { name: 'Canary Quill', email: KNOWN },
      '--give',
      'information',
    );
    await place.json('close', submission);
    await place.run('withdraw', NOBODY, '--evidence', 'canary-letter');
    if (name.startsWith('beside')) server = await place.start();
  });
  afterAll(async () => {
    await server?.stop();
    place.dispose();
  });

  it.each(FAILING)('%s: one line, and none of the words of a person in it', async (_why, words, exit) => {
    const { status, stderr } =
      words[0] === 'start' ? await place.place.runProcess(['register', ...words]) : await place.run(...words);
    expect(status).toBe(exit);
    expect(stderr).toMatch(/^headcount: [^\n]+\n$/);
    expect(stderr).not.toMatch(/canary|quill/i);
  });
});

it('the table has a reason for each command to fail', async () => {
  const place = new RegisterPlace();
  const { stdout } = await place.run('--help');
  const names = [...stdout.matchAll(/^ {2}([a-z]+)\b/gm)]
    .map(([, name]) => name)
    .filter((one) => one !== 'help');
  expect(names.length).toBeGreaterThan(16);
  expect(names.filter((one) => !FAILING.some(([, words]) => words[0] === one))).toEqual([]);
  place.dispose();
});
