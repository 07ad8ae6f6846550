/**
 * Removes what killed processes left in scratch/, since spilled or split rows name visitors. It may not touch the files
 * of a running process.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from './data-dir.ts';
import { LockHeldError, takeLock, type LockName } from './lock.ts';

/** Folders that belong to the holder of a lock. */
const HELD_BY: Readonly<Record<string, LockName>> = { seal: 'seal', settle: 'seal', release: 'release' };

/** Sweeps the scratch folder; call it at each start. */
export async function sweepScratch(data: DataDir): Promise<void> {
  if (!existsSync(data.scratch)) return;
  for (const name of readdirSync(data.scratch)) {
    const lock = HELD_BY[name];
    if (lock !== undefined) await withLock(data, lock, () => removeScratch(data, name));
    else if (isLeftover(name)) removeScratch(data, name);
  }
}

/** Removes a folder of scratch/ whose lock the caller holds. */
export function removeScratch(data: DataDir, name: string): void {
  rmSync(join(data.scratch, name), { recursive: true, force: true });
}

/** A database names its folder after its process id; files without one come from older versions. */
function isLeftover(name: string): boolean {
  const pid = /^(\d+)-[0-9a-f]{8}$/.exec(name)?.[1];
  return pid === undefined ? name.startsWith('duckdb_temp') : !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/**
 * Runs `work` under a lock. Does nothing where another process holds the lock, since that process sweeps too.
 */
async function withLock(data: DataDir, name: LockName, work: () => void): Promise<void> {
  try {
    const lock = await takeLock(data, name);
    try {
      work();
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
  }
}
