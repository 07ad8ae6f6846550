/** The first commands that a stranger types. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runWarm } from '../../support/warm-program.ts';

const headcount = (...words: string[]) => runWarm(words, { cwd: join(ROOT, 'test') });

it('headcount without a command lists the commands and nothing else, and exits with 2', async () => {
  const { status, stdout, stderr } = await headcount();
  expect(status).toBe(2);
  expect(stdout + stderr).toContain('release');
  expect(stdout + stderr).not.toContain('(outputHelp)');
});

it('headcount --help says how to continue: with the help of a command, or with --target aws', async () => {
  const { status, stdout, stderr } = await headcount('--help');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(
    'Run headcount COMMAND --help for its options. Commands that also work on an AWS deployment take --target aws.',
  );
});

it('headcount --version prints the version', async () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(await headcount('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});

it.each([
  [
    'an unknown option',
    ['report', '--foo'],
    "headcount: unknown option '--foo' (Did you mean --from?): headcount report --help shows what it takes",
  ],
  [
    'a missing argument',
    ['import'],
    "headcount: missing required argument 'logs': headcount import --help shows what it takes",
  ],
  ['an option without its value', ['seal', '--through'], 'headcount seal --help shows what it takes'],
  ['a word too many', ['seal', 'x'], 'headcount seal --help shows what it takes'],
  [
    'an unknown command',
    ['xyzzy'],
    "headcount: unknown command 'xyzzy': headcount --help shows what there is",
  ],
])('the error message about %s says what to do, in one line', async (_, words, message) => {
  const { status, stdout, stderr } = await headcount(...words);
  expect([status, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
  expect(stderr).toContain(message);
});

it('a file of an unknown kind is not mistaken for a folder', async () => {
  const { status, stderr } = await headcount(
    'report',
    '--out',
    'a.pdf',
    '--config',
    join(ROOT, 'examples/semicomplete.json'),
  );
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain('.html');
});
