/** Released surveys in the data folder: the first draw of a year is the only one. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LocalMailFiles } from '#runtime/local/register/mail-files';
import { staffFilesIn } from '#runtime/local/register/staff-files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'survey-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => staffFilesIn(folder, new LocalMailFiles(folder, folder));

it('keeps the first draw of a year, and draws no second one, in this process or the next', async () => {
  expect(await open().readSurvey('2025')).toBeUndefined();
  const files = open();
  const [one, other] = await Promise.all([
    files.keepSurvey('2025', () => 'first'),
    files.keepSurvey('2025', () => 'second'),
  ]);
  expect([one, other]).toEqual(['first', 'first']);
  expect(
    await open().keepSurvey('2025', () => {
      throw new Error('drawn again');
    }),
  ).toBe('first');
  expect(await open().readSurvey('2025')).toBe('first');
  expect(readFileSync(join(folder, 'survey/2025.json'), 'utf8')).toBe('first');
  expect(await open().readSurvey('2024')).toBeUndefined();
});
