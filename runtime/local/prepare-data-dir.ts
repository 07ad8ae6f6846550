/** Makes the folders of the data directory, those with personal data closed to other users and tagged for backup programs to leave out. */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DataDir } from './data-dir.ts';
import { syncFolder } from './sync-folder.ts';
import { makeFolder } from './make-folder.ts';

/** The text that the Cache Directory Tagging Specification (bford.info/cachedir) asks for. */
const TAG =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Personal data that lives for days only: never in a backup.\n';

/** Creates what is missing and makes it durable; safe to call from several processes. */
export function prepareDataDir(data: DataDir): void {
  makeFolder(data.root);
  for (const folder of [data.salts, data.journal, data.arrivals, data.scratch]) {
    makeFolder(folder, 0o700);
    const tag = join(folder, 'CACHEDIR.TAG');
    if (!existsSync(tag)) writeFileSync(tag, TAG);
    syncFolder(folder);
  }
  for (const folder of [data.state, data.locks]) makeFolder(folder, 0o700);
  syncFolder(data.root);
  syncFolder(dirname(data.root));
}
