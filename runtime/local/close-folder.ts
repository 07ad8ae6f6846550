/**
 * Closes a folder and everything in it to other users, even if an earlier version or a copy left it open. It only
 * changes permissions: no file is opened, since closing it would release a lock of this process (lock.ts).
 */
import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PRIVATE_MODE, FolderError } from '#runtime/node/make-folder';

const PRIVATE_FILE_MODE = 0o600;
const OTHERS_MASK = 0o077;

/**
 * Closes a folder. Does nothing where it does not exist or is closed already, since its contents cannot be reached
 * then. Throws a FolderError where it belongs to another user.
 */
export function closeFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats === undefined || (stats.mode & OTHERS_MASK) === 0) return;
  if (!stats.isDirectory()) throw new FolderError(folder, 'ENOTDIR');
  try {
    closeBelow(folder);
    // Last, so that an interrupted walk is repeated.
    chmodSync(folder, PRIVATE_MODE);
  } catch (error) {
    throw new FolderError(
      folder,
      (error as NodeJS.ErrnoException).code ?? 'unknown',
      'is accessible to other users and cannot be made private (CODE): make this user its owner (chown -R), or ' +
        'name another folder with --data',
    );
  }
}

/** Leaves links, and what they point to, unchanged. */
function closeBelow(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined || stats.isSymbolicLink()) continue;
    if (stats.isDirectory()) closeBelow(path);
    if (stats.isDirectory() || stats.isFile())
      chmodSync(path, stats.isDirectory() ? PRIVATE_MODE : PRIVATE_FILE_MODE);
  }
}
