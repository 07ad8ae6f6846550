/** kill -9 during `import --again`: what is there afterwards is the old import or the new one, never half of each. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { dataDir } from '#runtime/local/data-dir';
import { sweepIdleImports } from '#runtime/local/import/sweep-imports';
import { importKilledAt, importOnce, leftBehind, whatArrived } from './killed-imports.ts';
import { rounds } from '../../../support/full-length.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-again-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const AGAIN = { IMPORT_AGAIN: '1' };
const WRONG = { IMPORT_EXCLUDE: '/blog/*' };

it('an import that replaces another and is killed before any one of its changes on disk has replaced it or has not', async () => {
  const log = join(folder, 'short.log');
  const lines = gunzipSync(readFileSync(join(import.meta.dirname, '../../../data/apache_access_2015.log.gz')))
    .toString('utf8')
    .split('\n')
    .slice(1500, 2700);
  writeFileSync(log, `${lines.join('\n')}\n`);
  const wrong = join(folder, 'wrong');
  await importOnce(wrong, log, 200, undefined, WRONG);
  const before = await whatArrived(wrong);
  const calm = join(folder, 'calm');
  cpSync(wrong, calm, { recursive: true });
  const { steps, publishing } = await importKilledAt(calm, log, 200, 0, AGAIN);
  const after = await whatArrived(calm);
  expect(after).not.toEqual(before);

  const outcomes = new Set<string>();
  const commit = publishing[0] ?? 0;
  // Around the commit, which deletes old files before it shows new ones, and spread over the rest.
  const every = process.env['HEADCOUNT_FAULT_ROUNDS'] === undefined ? rounds(40, 7) : 1;
  const near = rounds(4, 1);
  const chosen = Array.from({ length: steps }, (_, at) => at + 1).filter(
    (step) => step % every === 0 || (step > commit - 24 && step <= commit + near && step % near === 0),
  );
  for (const step of chosen) {
    const data = join(folder, `step-${step}`);
    cpSync(wrong, data, { recursive: true });
    expect((await importKilledAt(data, log, 200, step, AGAIN)).killed, `step ${step}`).toBe(true);
    await sweepIdleImports(dataDir(data), Date.now());
    const found = JSON.stringify(await whatArrived(data));
    outcomes.add(found);
    expect([JSON.stringify(before), JSON.stringify(after)], `step ${step}`).toContain(found);
    // Either is a whole import: the log is known, and can be taken back once more.
    expect(JSON.parse((await importOnce(data, log, 200)) ?? ''), `step ${step}`).toMatchObject({
      duplicate: 1200,
    });
    await importOnce(data, log, 200, undefined, AGAIN);
    expect(await whatArrived(data), `step ${step}`).toEqual(after);
    expect(leftBehind(data), `step ${step}`).toEqual([]);
  }
  expect(outcomes.size).toBe(2);
});

it('an import that was interrupted is taken back like one that ended', async () => {
  const log = join(import.meta.dirname, '../../../data/apache_access_2015.log.gz');
  const data = join(folder, 'interrupted');
  const { publishing } = await importKilledAt(join(folder, 'measured'), log, 200, 0, WRONG);
  await importKilledAt(data, log, 200, publishing[3] ?? 0, WRONG);
  const printed = JSON.parse((await importOnce(data, log, 200, undefined, AGAIN)) ?? '');
  expect(printed).toMatchObject({ lines: 10_000, accepted: 1638, duplicate: 0 });
  const calm = join(folder, 'never-wrong');
  await importOnce(calm, log, 200);
  expect(await whatArrived(data)).toEqual(await whatArrived(calm));
});
