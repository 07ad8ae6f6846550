/**
 * Removes what processes that were killed left in scratch/: rows that were spilled or split name visitors. It may not
 * touch what a running one uses.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DataDir } from './data-dir.ts';
import { LockHeldError, takeLock, type LockName } from './lock.ts';

/** Folders that belong to whoever holds a lock. */
const HELD_BY: Readonly<Record<string, LockName>> = { seal: 'seal', settle: 'seal', release: 'release' };

/** To be called at each start. */
export async function sweepScratch(data: DataDir): Promise<void> {
  if (!existsSync(data.scratch)) return;
  for (const name of readdirSync(data.scratch)) {
    const lock = HELD_BY[name];
    if (lock !== undefined) await withLock(data, lock, () => removeScratch(data, name));
    else if (isLeftover(name)) removeScratch(data, name);
  }
}

/** Empties a folder of scratch/ whose lock the caller holds. */
export function removeScratch(data: DataDir, name: string): void {
  rmSync(join(data.scratch, name), { recursive: true, force: true });
}

/** A folder that a database took for itself bears the id of its process; files without one are of older versions. */
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

/** Does nothing where another process holds the lock: it sweeps for itself. */
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
