/**
 * Makes the folders of the data directory, closed to other users; those with personal data are tagged for backup
 * programs to leave out.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataDir } from './data-dir.ts';
import { syncFolder } from './sync-folder.ts';
import { closeFolder } from './close-folder.ts';
import { makeFolder } from '#runtime/node/make-folder';

/** The text that the Cache Directory Tagging Specification (bford.info/cachedir) asks for. */
const TAG =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Personal data that lives for days only: never in a backup.\n';

/** Creates what is missing and makes it durable; safe to call from several processes. */
export function prepareDataDir(data: DataDir): void {
  // Whoever publishes `reports/` from here must get there.
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
 * Closes everything but `reports/`, which may be published, to other users. Throws a FolderError where that cannot be
 * done.
 */
export function closeDataDir(data: DataDir): void {
  const { root: _, reports: __, ...inside } = data;
  for (const folder of Object.values(inside)) closeFolder(folder);
}
