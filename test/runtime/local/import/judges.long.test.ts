/** The same rows arrive however many threads judge the lines of a log, and each complaint names its own line. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leftBehind, whatArrived } from './killed-imports.ts';
import { oneOf } from '../../../support/full-length.ts';

const CHILD = join(import.meta.dirname, 'import-child.mjs');
const SAMPLE = join(import.meta.dirname, '../../../data/apache_access_2015.log.gz');
/** Unreadable lines, far apart; the last of them is longer than a line may be. */
const BROKEN = [1_234, 4_321, 7_000, 9_876];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'headcount-judges-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function importWith(
  judges: number,
  log: string,
): {
  readonly printed: unknown;
  readonly complaints: readonly (readonly [number, string])[];
  readonly data: string;
} {
  const data = join(folder, `data-${judges}`);
  const ran = spawnSync(process.execPath, [CHILD, data, log, '900'], {
    encoding: 'utf8',
    env: { ...process.env, IMPORT_JUDGES: String(judges) },
  });
  expect(ran.status, ran.stderr).toBe(0);
  return {
    printed: JSON.parse(ran.stdout),
    complaints: (JSON.parse(ran.stderr) as { complaints: [number, string][] }).complaints,
    data,
  };
}

it('rows, visitors, counts and line numbers are the same with one, two and three judges', async () => {
  const lines = gunzipSync(readFileSync(SAMPLE)).toString('utf8').trimEnd().split('\n');
  for (const line of BROKEN)
    lines[line - 1] = line === 9_876 ? `x${'y'.repeat(1_200_000)}` : 'no log line at all';
  const log = join(folder, 'access.log');
  writeFileSync(log, `${lines.join('\n')}\n`);

  const one = importWith(1, log);
  expect(one.complaints.map(([line]) => line)).toEqual(expect.arrayContaining(BROKEN));
  expect(one.complaints.find(([line]) => line === 9_876)?.[1]).toBe('longer than 16,384 characters');
  const arrived = await whatArrived(one.data);
  for (const judges of oneOf(2, [2, 3])) {
    const more = importWith(judges, log);
    expect(more.printed).toEqual(one.printed);
    expect(more.complaints).toEqual(one.complaints);
    expect(await whatArrived(more.data)).toEqual(arrived);
    expect(leftBehind(more.data)).toEqual([]);
  }
});
