/**
 * Writes small files so that after a crash the old or the new text is there, never half of one. It may not know what
 * they hold.
 */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '#runtime/local/sync-folder';
import { makeFolder } from '#runtime/node/make-folder';

/** Replaces a file: written beside it, flushed, renamed, the folder flushed. */
export function writeDurably(file: string, text: string | Uint8Array, mode = 0o600): void {
  makeFolder(dirname(file));
  const beside = `${file}.tmp`;
  const handle = openSync(beside, 'w', mode);
  try {
    if (typeof text === 'string') writeSync(handle, text);
    else writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
  syncFolder(dirname(file));
}
