/** Evidence, attachments, manifests and released surveys in the data folder, closed to other users. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StaffFiles } from '#core/register/staff/staff-context';
import type { LocalMailFiles } from './mail-files.ts';
import { writePrivateFile } from './private-file.ts';

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
  return {
    keepEvidence: (name, content) => {
      let free = name;
      for (let count = 2; existsSync(join(folder, 'evidence', free)); count++) free = `${name}-${count}`;
      write(['evidence'], free, content);
      return Promise.resolve(free);
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
