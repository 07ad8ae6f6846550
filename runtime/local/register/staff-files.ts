/** Evidence, attachments, manifests and released surveys in the data folder, closed to other users. */
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StaffFiles } from '#core/register/staff/staff-context';
import type { LocalMailFiles } from './mail-files.ts';
import { writePrivateFile } from './private-file.ts';
import { syncFolder } from '../sync-folder.ts';

/** Returns the files of a data folder; each write is on disk when it resolves. */
export function staffFilesIn(folder: string, mailFiles: LocalMailFiles): StaffFiles {
  const write = (path: readonly string[], name: string, content: string | Uint8Array) => {
    mkdirSync(join(folder, ...path), { recursive: true, mode: 0o700 });
    writePrivateFile(join(folder, ...path, name), content);
  };
  const keptSurvey = (year: string) => {
    const path = join(folder, 'survey', `${year}.json`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const evidence = join(folder, 'evidence');
  /** Takes the name before anything is written: two declarations of one person may come at once. */
  const take = (name: string) => {
    if (existsSync(join(evidence, name))) return false;
    closeSync(openSync(join(evidence, name), 'wx', 0o600));
    return true;
  };
  /** An import keeps many at once, which share a sync of the folder. */
  let nextSync: Promise<void> | undefined;
  const syncNames = () =>
    (nextSync ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      nextSync = undefined;
      syncFolder(evidence);
    }));
  return {
    keepEvidence: async (name, content) => {
      mkdirSync(evidence, { recursive: true, mode: 0o700 });
      let free = name;
      for (let count = 2; !take(free); count++) free = `${name}-${count}`;
      const path = join(evidence, free);
      await writeFile(`${path}.tmp`, content, { mode: 0o600, flush: true });
      await rename(`${path}.tmp`, path);
      await syncNames();
      return free;
    },
    keepForMail: (mail, stored) => {
      mailFiles.store(mail, stored);
      return Promise.resolve();
    },
    keepManifest: (transfer, manifest) => {
      write(['transfers', transfer], 'manifest.json', manifest);
      return Promise.resolve();
    },
    readSurvey: (year) => Promise.resolve(keptSurvey(year)),
    // Between looking and keeping nothing else of the only writer runs, so that a year is drawn once.
    keepSurvey: (year, draw) => {
      const kept = keptSurvey(year);
      if (kept !== undefined) return Promise.resolve(kept);
      const drawn = draw();
      write(['survey'], `${year}.json`, drawn);
      return Promise.resolve(drawn);
    },
  };
}
