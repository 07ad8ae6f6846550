/**
 * Closes a folder of ours, and all in it, to other users, also one that an earlier version or a copy left open. It
 * changes rights alone: no file is opened, since a lock of this process would go with the closing (lock.ts).
 */
import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CLOSED, FolderError } from '#runtime/node/make-folder';

const CLOSED_FILE = 0o600;
const OTHERS = 0o077;

/**
 * Does nothing where the folder is not there or is closed: what lies in it cannot be reached then. Throws a FolderError
 * where it is another user's.
 */
export function closeFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & OTHERS) === 0) return;
  if (!found.isDirectory()) throw new FolderError(folder, 'ENOTDIR');
  try {
    closeBelow(folder);
    // Last, so that a walk that was cut short is begun again.
    chmodSync(folder, CLOSED);
  } catch (error) {
    throw new FolderError(
      folder,
      (error as NodeJS.ErrnoException).code ?? 'unknown',
      'is accessible to other users and cannot be made private (CODE): make this user its owner (chown -R), or ' +
        'name another folder with --data',
    );
  }
}

/** A link is left as it is, and what it leads to as well. */
function closeBelow(folder: string): void {
  for (const name of readdirSync(folder)) {
    const at = join(folder, name);
    const found = lstatSync(at, { throwIfNoEntry: false });
    if (found === undefined || found.isSymbolicLink()) continue;
    if (found.isDirectory()) closeBelow(at);
    if (found.isDirectory() || found.isFile()) chmodSync(at, found.isDirectory() ? CLOSED : CLOSED_FILE);
  }
}
