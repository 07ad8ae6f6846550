/** Locks exclude other processes, name their holder, and end with their process. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { LockHeldError, takeLock, waitForLock } from '#runtime/local/lock';
import { ROOT } from '../../../support/program.ts';

const at = (file: string) => JSON.stringify(join(ROOT, 'dist/runtime/local', file));

/** Starts another process that takes the lock and keeps it. */
async function holder(data: DataDir): Promise<ChildProcess> {
  const program = `import { takeLock } from ${at('lock.js')}; import { dataDir } from ${at('data-dir.js')}; await takeLock(dataDir(${JSON.stringify(data.root)}), 'seal'); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

describe('a lock', () => {
  let data: DataDir;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-lock-')));
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  it('is refused to others while a process holds it, with its id, and is free after a kill -9', async () => {
    const child = await holder(data);
    const refused = await takeLock(data, 'seal').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LockHeldError);
    expect((refused as LockHeldError).pid).toBe(child.pid);
    (await takeLock(data, 'import')).release();
    child.kill('SIGKILL');
    await once(child, 'close');
    (await takeLock(data, 'seal')).release();
  });

  it('is refused within the process too, and can be taken again once it was released', async () => {
    const lock = await takeLock(data, 'seal');
    await expect(takeLock(data, 'seal')).rejects.toBeInstanceOf(LockHeldError);
    lock.release();
    lock.release();
    (await takeLock(data, 'seal')).release();
  });

  it('is waited for', async () => {
    const lock = await takeLock(data, 'seal');
    const waited = waitForLock(data, 'seal', 5_000);
    lock.release();
    (await waited).release();
  });

  it('is had although a process died while it made the file', async () => {
    mkdirSync(data.locks, { recursive: true });
    for (const bytes of [Buffer.alloc(0), Buffer.alloc(100), Buffer.alloc(4096, 7), Buffer.from('DUCK')]) {
      writeFileSync(join(data.locks, 'seal.duckdb'), bytes);
      (await takeLock(data, 'seal')).release();
    }
  });
});
