/**
 * Creates folders one by one: Node's own `recursive` never returns where the system answers ENOENT for a name whose
 * parent exists, as /proc does.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OperatorError } from '#core/operator-error';

/**
 * Thrown where a folder cannot be created; the message is one line that says which, why and what to do. `code` is the
 * system's.
 */
export class FolderError extends OperatorError {
  override readonly name = 'FolderError';
  readonly code: string;

  constructor(
    folder: string,
    code: string,
    detail = 'cannot be created as a folder (CODE): name a writable folder, or check the permissions of its parent',
  ) {
    super(`${JSON.stringify(folder)} ${detail.replace('CODE', code)}`);
    this.code = code;
  }
}

/** Permissions of a folder that only its owner may read. */
export const PRIVATE_MODE = 0o700;

/**
 * Creates a folder and its missing parents, closed to other users; does nothing where it exists. Throws a FolderError.
 */
export function makeFolder(folder: string, mode = PRIVATE_MODE): void {
  const path = resolve(folder);
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have created it first.
    if (!isFolder(path)) throw new FolderError(path, (error as NodeJS.ErrnoException).code ?? 'unknown');
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
