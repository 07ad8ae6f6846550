/** The released surveys and demands of a folder, by the names of their files. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the released surveys and demands, one file per year each. */
export const SURVEYS = 'survey';

/** Returns the names of the files below `survey/` of a folder: `YEAR.json` and `demand-YEAR.json`. */
export function releasedSurveys(folder: string): readonly string[] {
  const path = join(folder, SURVEYS);
  return existsSync(path) ? readdirSync(path).filter((name) => /^(?:demand-)?\d{4}\.json$/.test(name)) : [];
}
