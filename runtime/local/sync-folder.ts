/**
 * Makes names durable: a created, renamed or removed file is on disk only once its folder is. It may not touch files.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Fsyncs a folder; where the platform cannot (Windows) it does nothing. Throws on disk errors. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
