/**
 * Locks between processes on one data directory: an exclusively opened DuckDB database file. The operating system
 * releases the lock with the process, even after kill -9. Nothing is ever stored in such a file.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { OperatorError } from '#core/operator-error';
import type { DataDir } from './data-dir.ts';
import { makeFolder } from '#runtime/node/make-folder';

/**
 * `convert` is held while segments become Parquet, so that no two processes convert one segment; `days` by a seal, and
 * by an import while it registers the days it touches, so that none of them is sealed meanwhile. `register` is that
 * of the register's own data folder.
 */
export type LockName = 'start' | 'import' | 'seal' | 'days' | 'convert' | 'release' | 'register';

/** Where the locks of a data directory are. */
export type LockPlace = Pick<DataDir, 'locks'>;

export interface Lock {
  /** Releases the lock; idempotent. */
  release(): void;
}

/** Thrown where another process holds the lock; `pid` is undefined where the system does not report it. */
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

/** The operating system's lock is per process, so a second attempt within this process is refused here. */
const heldHere = new Set<string>();

/** Takes a lock without waiting, or throws a LockHeldError. */
export async function takeLock(data: LockPlace, name: LockName): Promise<Lock> {
  makeFolder(data.locks);
  const file = join(data.locks, `${name}.duckdb`);
  if (heldHere.has(file)) throw new LockHeldError(name, process.pid);
  heldHere.add(file);
  try {
    const instance = await openExclusively(file, name);
    let isHeld = true;
    return {
      release: () => {
        if (!isHeld) return;
        isHeld = false;
        instance.closeSync();
        heldHere.delete(file);
      },
    };
  } catch (error) {
    heldHere.delete(file);
    throw error;
  }
}

/** Takes a lock like takeLock, but retries every 50 ms for `patienceMs`. */
export async function waitForLock(data: LockPlace, name: LockName, patienceMs: number): Promise<Lock> {
  for (let waited = 0; ; waited += 50) {
    try {
      return await takeLock(data, name);
    } catch (error) {
      if (!(error instanceof LockHeldError) || waited >= patienceMs) throw error;
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
    // A process that was killed while it created the file leaves half a header. The lock was free, or the message would
    // have said so.
    if (!/not a valid|corrupt|serializ|deserializ|header|checksum|read enough|version/i.test(message))
      throw error;
    rmSync(file, { force: true });
    rmSync(`${file}.wal`, { force: true });
    return await open();
  }
}
