/**
 * The lock of a register's data folder, `locks/register.duckdb`: whoever holds it is the only writer. Nothing may open
 * that file, not even to copy it within this process (lock.ts says why).
 */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock, type Lock } from '../lock.ts';

/** Takes the lock of a data folder, which it creates if need be. Throws a LockHeldError while a process holds it. */
export async function lockFolder(folder: string): Promise<Lock> {
  const locks = join(folder, 'locks');
  const lock = await takeLock({ locks }, 'register');
  // By name, which opens nothing.
  chmodSync(join(locks, 'register.duckdb'), 0o600);
  return lock;
}
