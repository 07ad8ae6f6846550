/** Writes small files atomically: after a crash the file holds the old or the new text, never half of one. */
import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '#runtime/local/sync-folder';
import { makeFolder } from '#runtime/node/make-folder';

/** Replaces a file: writes a draft beside it, flushes it, renames it, and flushes the folder. */
export function writeDurably(file: string, text: string | Uint8Array, mode = 0o600): void {
  makeFolder(dirname(file));
  const beside = `${file}.tmp`;
  const handle = openSync(beside, 'w', mode);
  try {
    // Goes on after a short write, and throws where a full disk takes no more: half a file is never renamed.
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  syncFolder(dirname(file));
}
