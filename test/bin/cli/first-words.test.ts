/** What a stranger types first. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../support/program.ts';

const headcount = (...words: string[]) => spawnSync(process.execPath, [join(ROOT, 'dist/bin/headcount.js'), ...words], { cwd: join(ROOT, 'test'), encoding: 'utf8' });

it('without a command it shows the commands and nothing else, exit 2', () => {
  const { status, stdout, stderr } = headcount();
  expect(status).toBe(2);
  expect(stdout + stderr).toContain('release');
  expect(stdout + stderr).not.toContain('(outputHelp)');
});

it('tells its version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(headcount('--version')).toMatchObject({ status: 0, stdout: `${version}\n` });
});

it('does not take a file of an unknown kind for a folder', () => {
  const { status, stderr } = headcount('report', '--out', 'a.pdf', '--config', join(ROOT, 'examples/semicomplete.json'));
  expect([status, stderr.trim().split('\n').length]).toEqual([2, 1]);
  expect(stderr).toContain('.html');
});
