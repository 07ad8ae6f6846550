/**
 * Locks between processes on one data directory: an exclusively opened DuckDB database file, which the operating system
 * lets go of with the process, also on kill -9. Nothing is ever stored in such a file.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { OperatorError } from '#core/operator-error';
import type { DataDir } from './data-dir.ts';
import { makeFolder } from '#runtime/node/make-folder';

/**
 * `convert` is held while segments become Parquet, so that no two processes turn one segment into rows; `days` by a
 * seal, and by an import for the moment in which it says which days it touches, so that none is sealed under it.
 */
export type LockName = 'start' | 'import' | 'seal' | 'days' | 'convert' | 'release';

export interface Lock {
  /** Lets go of the lock; calling it again does nothing. */
  release(): void;
}

/** Another process holds the lock; `pid` is undefined where the system does not tell. */
export class LockHeldError extends OperatorError {
  override readonly name = 'LockHeldError';
  readonly lock: LockName;
  readonly pid: number | undefined;

  constructor(lock: LockName, pid: number | undefined) {
    super(
      `another process${pid === undefined ? '' : ` (${pid})`} holds the lock "${lock}" of this data directory`,
    );
    this.lock = lock;
    this.pid = pid;
  }
}

/** The operating system's lock is per process, so a second taking by this process is refused here. */
const heldHere = new Set<string>();

/** Takes a lock at once or throws a LockHeldError. */
export async function takeLock(data: DataDir, name: LockName): Promise<Lock> {
  makeFolder(data.locks);
  const file = join(data.locks, `${name}.duckdb`);
  if (heldHere.has(file)) throw new LockHeldError(name, process.pid);
  heldHere.add(file);
  try {
    const instance = await openExclusively(file, name);
    let held = true;
    return {
      release: () => {
        if (!held) return;
        held = false;
        instance.closeSync();
        heldHere.delete(file);
      },
    };
  } catch (error) {
    heldHere.delete(file);
    throw error;
  }
}

/** As takeLock, but asks again every 50 ms until `patience` (ms) is over. */
export async function waitForLock(data: DataDir, name: LockName, patience: number): Promise<Lock> {
  for (let waited = 0; ; waited += 50) {
    try {
      return await takeLock(data, name);
    } catch (error) {
      if (!(error instanceof LockHeldError) || waited >= patience) throw error;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

async function openExclusively(file: string, name: LockName): Promise<DuckDBInstance> {
  const open = () => DuckDBInstance.create(file, { threads: '1', memory_limit: '64MB' });
  try {
    return await open();
  } catch (error) {
    const message = String(error);
    if (/conflicting lock|set lock on file|being used by another process/i.test(message)) {
      const pid = /PID (\d+)/.exec(message)?.[1];
      throw new LockHeldError(name, pid === undefined ? undefined : Number(pid));
    }
    // A process killed while it made the file leaves half a header. The lock was had, or it would have said so.
    if (!/not a valid|corrupt|serializ|deserializ|header|checksum|read enough|version/i.test(message))
      throw error;
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
    return await open();
  }
}
