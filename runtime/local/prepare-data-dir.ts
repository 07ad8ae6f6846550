/**
 * Creates the folders of the data directory, closed to other users, and tags those with personal data so that backup
 * programs skip them.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataDir } from './data-dir.ts';
import { syncFolder } from './sync-folder.ts';
import { closeFolder } from './close-folder.ts';
import { makeFolder } from '#runtime/node/make-folder';

/** The text required by the Cache Directory Tagging Specification (bford.info/cachedir). */
const TAG =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Personal data that lives for days only: never in a backup.\n';

/** Creates missing folders durably; safe to call from several processes. */
export function prepareDataDir(data: DataDir): void {
  // A web server that publishes `reports/` must be able to reach it.
  makeFolder(data.root, 0o777);
  closeDataDir(data);
  for (const folder of [data.salts, data.journal, data.arrivals, data.scratch]) {
    makeFolder(folder);
    const tag = join(folder, 'CACHEDIR.TAG');
    if (!existsSync(tag)) writeFileSync(tag, TAG, { mode: 0o600 });
    syncFolder(folder);
  }
  for (const folder of [data.state, data.locks]) makeFolder(folder);
  syncFolder(data.root);
  syncFolder(dirname(data.root));
}

/**
 * Closes everything to other users except `reports/`, which may be published. Throws a FolderError where that fails.
 */
export function closeDataDir(data: DataDir): void {
  const { root: _, reports: __, ...inside } = data;
  for (const folder of Object.values(inside)) closeFolder(folder);
}
