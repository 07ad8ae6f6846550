/**
 * Makes folders, step by step: Node's own `recursive` never returns where the system answers ENOENT for a name whose
 * parent is there, as /proc does. It may not remove or replace anything.
 */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OperatorError } from '#core/operator-error';

/**
 * A folder that is needed cannot be had; the message is one line that says which, why and what to do. `code` is the
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

/** Rights of a folder that nobody but its owner may look into. */
export const CLOSED = 0o700;

/**
 * Creates a folder and those above it that are missing, closed to other users; does nothing where it is there. Throws a
 * FolderError.
 */
export function makeFolder(folder: string, mode = CLOSED): void {
  const path = resolve(folder);
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent, mode);
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    // Another process may have been quicker.
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
