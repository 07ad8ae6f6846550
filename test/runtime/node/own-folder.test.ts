/** The temporary folder of an import from S3, which holds logs with addresses: it goes however its process ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '../../structure/source-imports.ts';

/** Writes a log into its folder, says where it is, and ends by what it is told; without a word it waits. */
const CHILD = `import { writeFileSync } from 'node:fs';
import { inOwnFolder } from '#runtime/node/own-folder';
await inOwnFolder('import', async (folder) => {
  writeFileSync(folder + '/log', '203.0.113.9 - -');
  process.stdout.write(folder);
  if (process.argv[1] === 'fail') throw new Error('failed');
  if (process.argv[1] !== 'end') await new Promise((resolve) => setTimeout(resolve, 60_000));
});`;

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'headcount-test-'));
});
afterEach(() => rmSync(temporary, { recursive: true, force: true }));

async function run(how: string, signal?: NodeJS.Signals): Promise<readonly [number | null, string | null]> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, how], {
    cwd: ROOT,
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const [folder] = (await once(child.stdout, 'data')) as [Buffer];
  if (signal !== undefined) {
    expect(existsSync(join(folder.toString(), 'log'))).toBe(true);
    child.kill(signal);
  }
  return await ended;
}

it('an own folder is removed when the work ends, fails or is interrupted, which ends the process as it would have', async () => {
  expect([await run('end'), await run('fail')]).toEqual([
    [0, null],
    [1, null],
  ]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    expect(await run('wait', signal)).toEqual([null, signal]);
  expect(readdirSync(temporary)).toEqual([]);
});

it('an own folder of a killed process is removed by the next one, that of a running process is not', async () => {
  expect(await run('wait', 'SIGKILL')).toEqual([null, 'SIGKILL']);
  const [left] = readdirSync(temporary);
  expect(left).toContain('headcount-import-');
  const running = (left ?? '').replace(/-\d+-(\w+)$/, `-${String(process.pid)}-$1`);
  rmSync(join(temporary, running), { recursive: true, force: true });
  mkdtempSync(join(temporary, running));
  await run('end');
  expect(readdirSync(temporary).map((name) => name.startsWith(running))).toEqual([true]);
});
