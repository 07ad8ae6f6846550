/** An import whose engine fails: it ends with the engine's error, and the next import counts each line once. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { wideLog } from './wide-log.ts';

const CHILD = join(import.meta.dirname, 'import-child.mjs');

const folder = mkdtempSync(join(tmpdir(), 'headcount-engine-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('import ends with the error of an engine that ran out of memory while the next chunk is converted, and the import after it counts each line once', () => {
  const log = join(folder, 'access.log');
  writeFileSync(log, wideLog(60_000));
  // The limit only ends a process that would hang for good.
  const run = (rows: number, memory: object) =>
    spawnSync(process.execPath, [CHILD, join(folder, 'data'), log, String(rows)], {
      encoding: 'utf8',
      env: { ...process.env, ...memory },
      timeout: 400_000,
      killSignal: 'SIGKILL',
    });

  const failed = run(50_000, { IMPORT_MEMORY: '48MB' });
  expect([failed.signal, failed.status]).toEqual([null, 1]);
  expect(failed.stderr).toContain('Out of Memory Error');
  const again = run(25_000, {});
  expect(again.status, again.stderr).toBe(0);
  expect(JSON.parse(again.stdout)).toMatchObject({ lines: 60_000, accepted: 60_000, duplicate: 0 });
});
