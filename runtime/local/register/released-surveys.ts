/** The released surveys of a folder, by the names of their files. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the released surveys, one file per year. */
export const SURVEYS = 'survey';

/** Returns the names of the files below `survey/` of a folder: the year and `.json`. */
export function releasedSurveys(folder: string): readonly string[] {
  const path = join(folder, SURVEYS);
  return existsSync(path) ? readdirSync(path).filter((name) => /^\d{4}\.json$/.test(name)) : [];
}
