/** Makes file names durable: a created, renamed or removed file is on disk only once its folder is. */
import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Fsyncs a folder; does nothing on Windows, which cannot. Throws on disk errors. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
