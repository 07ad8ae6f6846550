/**
 * Malformed days and months are usage errors (status 2), for each command and both targets, before anything is queried.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWarm } from '../../support/warm-program.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-words-'));
  const sites = [{ id: 'shop', hosts: ['shop.example'] }];
  writeFileSync(
    join(folder, 'headcount.json'),
    // Nothing is deployed there, and the usage error needs no network.
    JSON.stringify({ sites, aws: { stage: 'test', region: 'eu-central-1' } }),
  );
  writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ 'Headcount-test-Lake': {} }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const headcount = (...words: string[]) => runWarm(words, { cwd: folder });

const DAY = 'takes a day as 2026-11-23';
const MONTH = 'takes a month as 2026-11';

describe.each([
  ['on this machine', []],
  ['on AWS', ['--target', 'aws', '--outputs', 'outputs.json']],
])('%s', (_where, target) => {
  it.each([
    ['seal', '--through', '2026-02-30', DAY],
    ['seal', '--through', '2026-11', DAY],
    ['release', '--day', 'yesterday', DAY],
    ['release', '--month', '2026-13', MONTH],
    ['release', '--month', 'last-month', MONTH],
    ['settle', '--month', '2026-11-23', MONTH],
    ['settle', '--month', 'last-month', MONTH],
  ])('%s %s %s is reported in one line, with status 2', async (command, option, word, says) => {
    expect(await headcount(command, option, word, ...target)).toEqual({
      status: 2,
      signal: null,
      stdout: '',
      stderr: `headcount: ${option} ${says}\n`,
    });
  });
});
